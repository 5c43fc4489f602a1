package com.example.bare.dynamodb;

/// A message with readings of one moment.
record BareMessage(String key, String tenant, String device, String mid, long ts, String values) {}

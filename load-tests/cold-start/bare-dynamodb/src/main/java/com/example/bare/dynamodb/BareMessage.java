package com.example.bare.dynamodb;

/// A message with readings of one moment.
record BareMessage(String key, String mid, long ts, String values) {}

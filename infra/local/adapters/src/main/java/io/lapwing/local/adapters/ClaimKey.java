package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.telemetry.MessageId;

/// The primary key of a row of `message_claim`.
record ClaimKey(long deviceKey, MessageId mid) {}

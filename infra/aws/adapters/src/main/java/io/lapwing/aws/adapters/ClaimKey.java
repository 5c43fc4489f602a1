package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.MessageId;

/// A message id, and the device whose it is.
record ClaimKey(DeviceKey device, MessageId mid) {}

package io.lapwing.sharedmodel.telemetry;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.quarantine.QuarantineId;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// A message as it came in, on whatever platform: what its trigger could tell without reading the payload.
///
/// @param device who sent it: the device that the broker authenticated, or the topic's where the broker did
/// @param topic where it came in, for people to read
/// @param mid the message id of its envelope (a CloudEvent's `id`); a payload can bring its own
/// @param trace the trace that it continues
/// @param replayOf the quarantined message that this one replays
public record ReceivedMessage(DeviceKey device, MessageKind kind, String topic, Payload payload,
        @Nullable MessageId mid, Instant receivedAt, @Nullable TraceParent trace, @Nullable QuarantineId replayOf) {}

package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.ParsedPayload;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Entry;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Parsed;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Unreadable;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// A message with what was read from its payload.
public record ParsedMessage(ReceivedMessage message, ParsedPayload payload) {

    /// Its message id: the envelope's, else the payload's.
    @Nullable
    MessageId mid() {
        if (message.mid() != null) {
            return message.mid();
        }
        return switch (payload) {
            case Parsed parsed -> parsed.mid();
            case Unreadable _ -> null;
        };
    }

    /// Adds every device that it names, registered or not: its sender and those that it reports for.
    public void addDevicesTo(Set<DeviceKey> devices) {
        devices.add(message.device());
        switch (payload) {
            case Parsed parsed -> parsed.entries().forEach(entry -> child(entry).ifPresent(devices::add));
            case Unreadable _ -> {}
        }
    }

    private Optional<DeviceKey> child(Entry entry) {
        return Optional.ofNullable(entry.child())
                .flatMap(child -> DeviceKey.parse(message.device().tenant().value(), child));
    }
}

package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.ParsedPayload;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Entry;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// A message with what was read from its payload.
public record ParsedMessage(ReceivedMessage message, ParsedPayload payload) {

    /// Its message id: the envelope's, else the payload's.
    @Nullable
    MessageId mid() {
        return message.mid() == null ? payload.mid() : message.mid();
    }

    /// Adds every device that it names, registered or not: its sender and those that it reports for.
    public void addDevicesTo(Set<DeviceKey> devices) {
        devices.add(message.device());
        payload.entries().forEach(entry -> child(entry).ifPresent(devices::add));
    }

    private Optional<DeviceKey> child(Entry entry) {
        return Optional.ofNullable(entry.child())
                .flatMap(child -> DeviceKey.parse(message.device().tenant().value(), child));
    }
}

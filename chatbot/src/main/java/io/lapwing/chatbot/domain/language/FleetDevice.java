package io.lapwing.chatbot.domain.language;

import io.lapwing.sharedmodel.device.DeviceId;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// What people call a device, and what it measures.
public record FleetDevice(DeviceId id, String name, String type, @Nullable String site, List<String> metrics,
        List<String> aliases) {
    public FleetDevice {
        metrics = List.copyOf(metrics);
        aliases = List.copyOf(aliases);
    }
}

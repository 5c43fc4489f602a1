package io.lapwing.local.app.fleet;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// What a device is told, read.
sealed interface Instruction {

    /// A command.
    ///
    /// @param params any JSON
    record CommandRequest(String id, String method, @Nullable Object params) implements Instruction {}

    /// What of the shadow's desired state is not so yet.
    record Delta(Map<?, ?> state) implements Instruction {}

    /// Empty for what a device of this fleet does not listen to.
    static Optional<Instruction> read(DeviceKey device, DeviceMessage message) {
        String levels = message.topic().substring(DeviceTopic.prefixOf(device).length());
        if (!(parsed(message.payload()) instanceof Map<?, ?> fields)) {
            return Optional.empty();
        }
        if (levels.startsWith("cmd/") && fields.get("id") instanceof String id
                && fields.get("method") instanceof String method) {
            return Optional.of(new CommandRequest(id, method, fields.get("params")));
        }
        return fields.get("state") instanceof Map<?, ?> state ? Optional.of(new Delta(state)) : Optional.empty();
    }

    private static @Nullable Object parsed(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJson e) {
            return null;
        }
    }
}

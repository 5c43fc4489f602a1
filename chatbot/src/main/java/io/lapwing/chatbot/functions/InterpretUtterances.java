package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.language.Context;
import io.lapwing.chatbot.domain.language.FleetDevice;
import io.lapwing.chatbot.domain.language.FleetWords;
import io.lapwing.chatbot.domain.language.Interpreter;
import io.lapwing.chatbot.domain.language.Understanding;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// Understands lines of text for a fleet that a JSON document describes, as `lapwing interpret` does: one JSON object for
/// each line. The lines are one conversation, which an empty line ends; it gives nothing. Not thread-safe.
public final class InterpretUtterances implements Function<String, List<String>> {
    private final Interpreter interpreter;
    private final Context fleet;
    private @Nullable Understanding previous;

    /// @param fleet `tenant, now, zone, devices[{id,name,type,site,metrics,aliases}]`
    /// @throws IllegalArgumentException if it is anything else; says what is wrong
    public InterpretUtterances(Interpreter interpreter, byte[] fleet) {
        this.interpreter = interpreter;
        this.fleet = context(fleet);
    }

    /// What the fleet document says.
    public Context fleet() {
        return fleet;
    }

    /// @return the line's JSON, or nothing for an empty line
    @Override
    public List<String> apply(String line) {
        if (line.isBlank()) {
            previous = null;
            return List.of();
        }
        Understanding understood = interpreter.understand(line, fleet.after(previous));
        previous = understood;
        return List.of(Json.text(UnderstandingJson.tree(understood)).json());
    }

    private static Context context(byte[] json) {
        try {
            if (!(Json.read(json) instanceof Map<?, ?> document)) {
                throw new IllegalArgumentException("the fleet must be a JSON object");
            }
            return new Context(FleetWords.of(devices(document)), Instant.parse(text(document, "now", "the fleet")),
                    ZoneId.of(text(document, "zone", "the fleet")), null);
        } catch (MalformedJson e) {
            throw new IllegalArgumentException("the fleet is " + e.getMessage(), e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "the fleet's now must be a time such as 2026-01-01T00:00:00.000Z, and its "
                            + "zone one such as Europe/Berlin",
                    e);
        }
    }

    private static List<FleetDevice> devices(Map<?, ?> document) {
        if (!(document.get("devices") instanceof List<?> list)) {
            throw new IllegalArgumentException("the fleet's devices must be a list");
        }
        List<FleetDevice> devices = new ArrayList<>();
        Set<DeviceId> ids = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String which = "devices[" + i + "]";
            if (!(list.get(i) instanceof Map<?, ?> device)) {
                throw new IllegalArgumentException(which + " must be an object");
            }
            FleetDevice read = device(device, which);
            if (!ids.add(read.id())) {
                throw new IllegalArgumentException(which + " has the id of another device");
            }
            devices.add(read);
        }
        return devices;
    }

    private static FleetDevice device(Map<?, ?> device, String which) {
        String id = text(device, "id", which);
        if (!DeviceId.isValid(id)) {
            throw new IllegalArgumentException(which + ": an id is 1 to 64 of A-Z, a-z, 0-9, _, ., : and -");
        }
        String name = device.get("name") == null ? id : text(device, "name", which);
        String site = device.get("site") == null ? null : text(device, "site", which);
        return new FleetDevice(new DeviceId(id), name, text(device, "type", which), site,
                texts(device, "metrics", which), texts(device, "aliases", which));
    }

    private static String text(Map<?, ?> object, String field, String which) {
        if (object.get(field) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException(which + ": " + field + " must be a text");
    }

    private static List<String> texts(Map<?, ?> object, String field, String which) {
        Object value = object.get(field);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new IllegalArgumentException(which + ": " + field + " must be a list of texts");
    }
}

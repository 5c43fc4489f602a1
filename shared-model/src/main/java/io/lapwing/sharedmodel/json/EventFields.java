package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.WatchPosition;

import java.time.Instant;

import tools.jackson.core.JsonGenerator;

/// Writes the fields of an event.
final class EventFields {

    private final JsonGenerator json;

    EventFields(JsonGenerator json) {
        this.json = json;
    }

    EventFields kind(String kind) {
        return text("kind", kind);
    }

    EventFields device(DeviceKey device) {
        return text("tenant", device.tenant()).text("device", device.device());
    }

    EventFields text(String name, Object value) {
        json.writeStringProperty(name, value.toString());
        return this;
    }

    EventFields number(String name, long value) {
        json.writeNumberProperty(name, value);
        return this;
    }

    EventFields time(String name, Instant value) {
        return number(name, value.toEpochMilli());
    }

    EventFields place(WatchPosition place) {
        return number("watchVersion", place.watchVersion()).number("index", place.index());
    }
}

package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.telemetry.MetricValue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes plain values, and records of them, as JSON.
final class JsonValues {

    /// Made when there is an instant to write, which the answers of most functions never have.
    private static final class Instants {

        private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
                .withZone(ZoneOffset.UTC);
    }

    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            List<Method> accessors = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getAccessor)
                    .toList();
            accessors.forEach(accessor -> accessor.setAccessible(true));
            return accessors;
        }
    };

    private JsonValues() {}

    static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Boolean bool -> json.writeBoolean(bool);
            case Number number -> write(json, number);
            case Instant instant -> json.writeString(Instants.FORMAT.format(instant));
            case Enum<?> constant -> json.writeString(constant.name());
            case MetricValue metric -> ValuesJson.writeValue(metric, json);
            case Map<?, ?> map -> write(json, map);
            case Collection<?> collection -> write(json, collection);
            case JsonText raw -> json.writeRawValue(raw.json());
            case Record fields -> write(json, fields);
            default -> throw new IllegalArgumentException("not to be written as JSON: " + value.getClass().getName());
        }
    }

    private static void write(JsonGenerator json, Number number) {
        switch (number) {
            case Integer integer -> json.writeNumber(integer);
            case Long integer -> json.writeNumber(integer);
            case Double decimal -> json.writeNumber(decimal);
            case BigInteger integer -> json.writeNumber(integer);
            case BigDecimal decimal -> json.writeNumber(decimal);
            default -> throw new IllegalArgumentException("not to be written as JSON: " + number.getClass().getName());
        }
    }

    private static void write(JsonGenerator json, Map<?, ?> map) {
        json.writeStartObject();
        map.forEach((key, value) -> {
            json.writeName(key.toString());
            write(json, value);
        });
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Collection<?> collection) {
        json.writeStartArray();
        collection.forEach(value -> write(json, value));
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Record fields) {
        json.writeStartObject();
        for (Method accessor : ACCESSORS.get(fields.getClass())) {
            json.writeName(accessor.getName());
            write(json, valueOf(fields, accessor));
        }
        json.writeEndObject();
    }

    private static @Nullable Object valueOf(Record fields, Method accessor) {
        try {
            return accessor.invoke(fields);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(accessor + " failed", e);
        }
    }
}

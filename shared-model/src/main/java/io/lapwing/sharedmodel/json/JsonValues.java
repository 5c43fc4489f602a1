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

/// Writes plain values, and records of them, as JSON. Without a switch over types, which every starting function would
/// have to put together.
@SuppressWarnings("IfChainToSwitch") // That switch would be one over types.
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
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Number number) {
            write(json, number);
        } else if (value instanceof Map<?, ?> map) {
            write(json, map);
        } else if (value instanceof Collection<?> collection) {
            write(json, collection);
        } else {
            writeOwn(json, value);
        }
    }

    private static void writeOwn(JsonGenerator json, Object value) {
        if (value instanceof Instant instant) {
            json.writeString(Instants.FORMAT.format(instant));
        } else if (value instanceof Enum<?> constant) {
            json.writeString(constant.name());
        } else if (value instanceof MetricValue metric) {
            ValuesJson.writeValue(metric, json);
        } else if (value instanceof JsonText raw) {
            json.writeRawValue(raw.json());
        } else if (value instanceof Record fields) {
            write(json, fields);
        } else {
            throw unknown(value);
        }
    }

    private static void write(JsonGenerator json, Number number) {
        if (number instanceof Integer integer) {
            json.writeNumber(integer);
        } else if (number instanceof Long integer) {
            json.writeNumber(integer);
        } else if (number instanceof Double decimal) {
            json.writeNumber(decimal);
        } else if (number instanceof BigInteger integer) {
            json.writeNumber(integer);
        } else if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else {
            throw unknown(number);
        }
    }

    private static IllegalArgumentException unknown(Object value) {
        return new IllegalArgumentException("not to be written as JSON: " + value.getClass().getName());
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

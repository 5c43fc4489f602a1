package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.MetricValue;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// The JSON of the REST interface.
///
/// What is written may be made of records, maps, lists, texts, numbers, booleans, instants and metric values. Records
/// keep the order of their components, nulls are written, and instants always have milliseconds. What is read becomes
/// maps, lists, [String], [Long] or `BigInteger`, `BigDecimal`, [Boolean] and null, so that no number loses a digit.
public final class Json {
    private static final int MAX_DEPTH = 32;
    private static final JsonMapper MAPPER = mapper();
    private static final Object NOTHING = new Object();

    private Json() {}

    public static byte[] write(@Nullable Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// Reads exactly one JSON value in UTF-8; a key that stands twice in an object, and more than 32 levels, are
    /// refused.
    public static @Nullable Object read(byte[] json) throws MalformedJson {
        String text = decode(json);
        try (JsonParser parser = MAPPER.createParser(text)) {
            Object value = parser.nextToken() == null ? NOTHING : JsonTree.read(parser);
            if (value == NOTHING || parser.nextToken() != null) {
                throw at(parser.currentLocation());
            }
            return value;
        } catch (JacksonException e) {
            throw at(e.getLocation());
        }
    }

    private static MalformedJson at(@Nullable TokenStreamLocation location) {
        return location == null ? new MalformedJson(1, 1)
                : new MalformedJson(location.getLineNr(), location.getColumnNr());
    }

    /// Strictly UTF-8: Jackson alone would guess at UTF-16 and UTF-32.
    private static String decode(byte[] json) throws MalformedJson {
        ByteBuffer bytes = ByteBuffer.wrap(json);
        CharBuffer text = CharBuffer.allocate(json.length);
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        var result = decoder.decode(bytes, text, true);
        if (result.isError()) {
            String before = text.flip().toString();
            throw new MalformedJson((int) before.lines().count(), before.length() - before.lastIndexOf('\n'));
        }
        return text.flip().toString();
    }

    private static JsonMapper mapper() {
        StreamReadConstraints limits = StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build();
        SimpleModule module = new SimpleModule("lapwing").addSerializer(Instant.class, new InstantJson())
                .addSerializer(MetricValue.class, new MetricValueJson());
        return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).addModule(module).build();
    }
}

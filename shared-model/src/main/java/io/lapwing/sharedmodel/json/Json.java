package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.document.JsonText;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamLocation;

/// The JSON of the REST interface and of the platforms' envelopes. Read and written token by token: the mapper that
/// Jackson has for this would be a third of what a small function loads when it starts.
///
/// What is written may be made of records, maps, collections, texts, numbers, booleans, enums, instants, metric values
/// and JSON that is text already. Records keep the order of their components, nulls are written, and instants always have milliseconds. What
/// is read becomes maps, lists, [String], [Long] or `BigInteger`, `BigDecimal`, [Boolean] and null, so that no number
/// loses a digit.
public final class Json {
    private static final Object NOTHING = new Object();

    private Json() {}

    public static byte[] write(@Nullable Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonFactories.OWN.createGenerator(ObjectWriteContext.empty(), bytes,
                JsonEncoding.UTF8)) {
            JsonValues.write(json, value);
        }
        return bytes.toByteArray();
    }

    /// A value as compact text: one that was read here keeps every digit.
    public static JsonText text(@Nullable Object value) {
        return new JsonText(new String(write(value), StandardCharsets.UTF_8));
    }

    /// Reads exactly one JSON value in UTF-8; a key that stands twice in an object, and more than 32 levels, are
    /// refused.
    public static @Nullable Object read(byte[] json) throws MalformedJson {
        return read(decode(json));
    }

    /// Reads exactly one JSON value that was decoded already.
    public static @Nullable Object read(String text) throws MalformedJson {
        try (JsonParser parser = JsonFactories.STRICT.createParser(ObjectReadContext.empty(), text)) {
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
}

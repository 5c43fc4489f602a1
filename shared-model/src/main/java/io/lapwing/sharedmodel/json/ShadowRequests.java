package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.shadow.ShadowRequest;
import io.lapwing.sharedmodel.shadow.ShadowRequest.Malformed;
import io.lapwing.sharedmodel.shadow.ShadowUpdate;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Merged;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Section;
import io.lapwing.sharedmodel.shadow.UpdateId;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.Text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/// Reads what devices ask of their shadows, as AWS IoT's topics have it; and ThingsBoard's client attributes, which are
/// an update of what the device reports.
public final class ShadowRequests {

    private static final Set<String> SECTIONS = Set.of("desired", "reported");

    private ShadowRequests() {}

    /// Nothing, or an object with a `clientToken`.
    public static ShadowRequest readGet(Payload payload) {
        return payload.size() == 0
                ? new ShadowRequest.Get(null)
                : read(payload, document -> new ShadowRequest.Get(clientToken(document)));
    }

    /// `{"state":{"desired":…,"reported":…},"version":…,"clientToken":…}`. What else stands beside them is ignored, as
    /// the `metadata` and the `timestamp` of a document that is sent back.
    public static ShadowRequest readUpdate(Payload payload) {
        return read(payload, document -> {
            String token = clientToken(document);
            try {
                return new ShadowRequest.Change(update(document, token, payload));
            } catch (UnreadablePayload e) {
                return new Malformed(e.code(), e.reason(), token);
            }
        });
    }

    /// `{"attribute":value,…}`.
    public static ShadowRequest readAttributes(Payload payload) {
        return read(payload, attributes -> new ShadowRequest.Change(new ShadowUpdate(Section.KEPT,
                merged("The payload", attributes), null, null, null)));
    }

    private static ShadowRequest read(Payload payload, Function<Map<?, ?>, ShadowRequest> reader) {
        try {
            if (!(document(payload) instanceof Map<?, ?> document)) {
                throw UnreadablePayload.malformed("The payload is not a JSON object.");
            }
            return reader.apply(document);
        } catch (UnreadablePayload e) {
            return new Malformed(e.code(), e.reason(), null);
        }
    }

    private static ShadowUpdate update(Map<?, ?> document, @Nullable String token, Payload payload) {
        Object state = document.get("state");
        if (!(state instanceof Map<?, ?> sections)) {
            throw UnreadablePayload.malformed("An update needs a state, an object of desired and reported.");
        }
        if (!SECTIONS.containsAll(sections.keySet())) {
            throw UnreadablePayload.malformed("The state holds something beside desired and reported.");
        }
        Long version = version(document);
        return new ShadowUpdate(section("desired", sections), section("reported", sections), version, token,
                version == null || token == null ? null : UpdateId.of(payload));
    }

    private static Section section(String name, Map<?, ?> sections) {
        if (!sections.containsKey(name)) {
            return Section.KEPT;
        }
        return switch (sections.get(name)) {
            case null -> new ShadowUpdate.Removed();
            case Map<?, ?> object -> merged("The section " + name, object);
            default -> throw UnreadablePayload.malformed("The section " + name + " is no object.");
        };
    }

    private static Section merged(String what, Map<?, ?> object) {
        return Merged.of(object)
                .orElseThrow(
                        () -> UnreadablePayload.malformed(what + " has a null in an array, which cannot be kept."));
    }

    private static @Nullable Long version(Map<?, ?> document) {
        return switch (document.get("version")) {
            case null -> null;
            case Long version when version >= 0 -> version;
            default -> throw UnreadablePayload.malformed("The version is not a whole number from 0.");
        };
    }

    private static @Nullable String clientToken(Map<?, ?> document) {
        return switch (document.get("clientToken")) {
            case null -> null;
            case String token when Text.utf8Length(token) <= ShadowUpdate.MAX_TOKEN_BYTES -> token;
            default -> throw UnreadablePayload.malformed(
                    "The clientToken is not a text of up to " + ShadowUpdate.MAX_TOKEN_BYTES + " bytes.");
        };
    }

    private static @Nullable Object document(Payload payload) {
        if (payload.size() > Payload.MAX_BYTES) {
            throw UnreadablePayload.tooLarge(
                    "The payload has " + payload.size() + " bytes; " + Payload.MAX_BYTES + " are allowed.");
        }
        if (payload.format() != PayloadFormat.JSON) {
            throw UnreadablePayload.malformed("Shadows are written in JSON.");
        }
        JsonParser parser = JsonFactories.STRICT.createParser(ObjectReadContext.empty(), decode(payload));
        try (parser) {
            if (parser.nextToken() == null) {
                throw UnreadablePayload.malformed("The payload is empty.");
            }
            Object value = JsonTree.read(parser);
            if (parser.nextToken() != null) {
                throw UnreadablePayload.malformed("Something follows after the end of the payload's document.");
            }
            return value;
        } catch (JacksonException e) {
            throw unreadable(parser, e);
        }
    }

    private static String decode(Payload payload) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload.toBytes())).toString();
        } catch (CharacterCodingException e) {
            throw UnreadablePayload.malformed("The payload is not UTF-8.");
        }
    }

    /// Says where, and not what: the parser's own words quote the payload.
    private static UnreadablePayload unreadable(JsonParser parser, JacksonException e) {
        if (e instanceof StreamConstraintsException
                && parser.streamReadContext().getNestingDepth() >= JsonFactories.MAX_DEPTH) {
            return UnreadablePayload.tooDeep("The payload is nested deeper than " + JsonFactories.MAX_DEPTH + ".");
        }
        TokenStreamLocation place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        return UnreadablePayload.malformed("The payload is not well-formed JSON, at line " + place.getLineNr()
                + ", column " + place.getColumnNr() + ".");
    }
}

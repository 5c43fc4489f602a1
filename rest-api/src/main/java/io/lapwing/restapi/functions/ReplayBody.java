package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Fields;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;

import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Reads with which payload a message is replayed: its own, or a corrected one, given as JSON (`payload`) or as bytes
/// (`payloadBase64`) with their `contentType`, that of the original where none is given.
final class ReplayBody {
    private ReplayBody() {}

    static Payload read(Call call, QuarantinedMessage original) {
        if (call.request().bodySize() == 0) {
            return original(original);
        }
        Fields fields = Fields.of(call.body());
        String contentType = fields.text("contentType");
        PayloadFormat format = contentType == null ? original.format() : PayloadFormat.of(contentType);
        Payload payload = given(fields, format);
        if (payload == null && contentType != null) {
            fields.error("contentType", "needs a payload");
        }
        fields.check();
        return payload == null ? original(original) : payload;
    }

    private static @Nullable Payload given(Fields fields, PayloadFormat format) {
        boolean isBytes = fields.has("payloadBase64");
        Object json = fields.raw("payload");
        if (isBytes && json != null) {
            fields.error("payload", "must not be given together with payloadBase64");
            return null;
        }
        if (isBytes) {
            return bytes(fields, format);
        }
        if (json == null) {
            return null;
        }
        if (!(json instanceof Map || json instanceof List)) {
            fields.error("payload", "must be an object or an array");
        }
        return Payload.of(Json.write(json), format == PayloadFormat.CBOR ? PayloadFormat.JSON : format);
    }

    private static @Nullable Payload bytes(Fields fields, PayloadFormat format) {
        if (fields.raw("payloadBase64") instanceof String base64) {
            try {
                return Payload.of(Base64.getDecoder().decode(base64), format);
            } catch (IllegalArgumentException _) {
                // Refused below, as what is no text is.
            }
        }
        fields.error("payloadBase64", "must be base64");
        return null;
    }

    private static Payload original(QuarantinedMessage message) {
        Payload payload = message.payload();
        if (payload == null) {
            throw Problem.of(ProblemType.PAYLOAD_MISSING, "Give a corrected payload.").refuse();
        }
        return payload;
    }
}

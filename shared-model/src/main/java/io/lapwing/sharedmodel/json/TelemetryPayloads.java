package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.ParsedPayload;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Parsed;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Unreadable;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.time.Instant;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/// Reads telemetry as devices write it: JSON, CBOR of the same shapes, or SenML in JSON (RFC 8428).
///
/// Token by token, without a tree: this is where every message of every device passes.
public final class TelemetryPayloads {

    private TelemetryPayloads() {}

    /// @param receivedAt what the times of SenML that are relative are relative to
    public static ParsedPayload parse(Payload payload, MessageKind kind, Instant receivedAt) {
        if (payload.size() > Payload.MAX_BYTES) {
            return new Unreadable(RefusalCode.PAYLOAD_TOO_LARGE,
                    "The payload has " + payload.size() + " bytes; " + Payload.MAX_BYTES + " are allowed.");
        }
        if (payload.size() == 0) {
            return new Unreadable(RefusalCode.PAYLOAD_MALFORMED, "The payload is empty.");
        }
        try (TelemetryDocument document = TelemetryDocument.open(payload)) {
            return read(document, payload, kind, receivedAt);
        } catch (UnreadablePayload e) {
            return new Unreadable(e.code(), e.reason());
        } catch (StreamConstraintsException e) {
            // The parser's only limit that a payload of this size can pass.
            return new Unreadable(RefusalCode.TOO_DEEP, "The payload is nested deeper than 32.");
        } catch (JacksonException e) {
            return new Unreadable(RefusalCode.PAYLOAD_MALFORMED, syntaxError(payload.format(), e));
        }
    }

    private static Parsed read(TelemetryDocument document, Payload payload, MessageKind kind, Instant receivedAt) {
        Parsed parsed = switch (kind) {
            case TELEMETRY -> payload.format() == PayloadFormat.SENML_JSON
                    ? new SenMlReader(document.parser(), receivedAt).read()
                    : new PayloadReader(document).readTelemetry(payload);
            case GATEWAY_TELEMETRY -> new PayloadReader(document).readGatewayTelemetry();
            case SHADOW_GET, SHADOW_UPDATE, ATTRIBUTES, COMMAND_REPLY, RPC_RESPONSE, STATUS ->
                throw new IllegalArgumentException(kind + " brings no readings");
        };
        if (document.parser().nextToken() != null) {
            throw UnreadablePayload.malformed("Something follows after the end of the payload's document.");
        }
        return parsed;
    }

    /// Says where, and not what: the parser's own words quote the payload.
    private static String syntaxError(PayloadFormat format, JacksonException e) {
        if (e instanceof UnexpectedEndOfInputException) {
            return "The payload ends before its document does.";
        }
        return switch (format) {
            case CBOR -> "The payload is not well-formed CBOR, at byte " + e.getLocation().getByteOffset() + ".";
            case JSON, SENML_JSON -> "The payload is not well-formed JSON, at line " + e.getLocation().getLineNr()
                    + ", column " + e.getLocation().getColumnNr() + ".";
        };
    }
}

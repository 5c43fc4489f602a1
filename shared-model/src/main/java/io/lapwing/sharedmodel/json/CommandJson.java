package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.Command.Reply;
import io.lapwing.sharedmodel.command.ReadReply;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.Text;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// Commands as devices read them, and replies as devices write them. Contract, section 5.
public final class CommandJson {

    private static final int SUCCESS = 200;
    private static final String STATUS = "status";
    private static final String PAYLOAD = "payload";

    private CommandJson() {}

    /// `{"id","method","params","expiresAt"}`, the time in milliseconds since 1970, as all times on MQTT.
    public static byte[] request(Command command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonFactories.OWN.createGenerator(ObjectWriteContext.empty(), bytes,
                JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringProperty("id", command.id().value());
            json.writeStringProperty("method", command.method());
            json.writeName("params");
            json.writeRawValue(command.params().json());
            json.writeNumberProperty("expiresAt", command.expiresAt().toEpochMilli());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// A reply: `{"status":200,"payload":…}`, where a payload that is missing is null. Other fields are the device's own.
    public static ReadReply reply(Payload payload, Instant receivedAt) {
        return read(payload, value -> {
            if (!(value instanceof Map<?, ?> fields)) {
                return malformed("A reply is a JSON object with a status.");
            }
            return fields.get(STATUS) instanceof Long status && Reply.isStatus(status)
                    ? reply(status.intValue(), fields.get(PAYLOAD), receivedAt)
                    : malformed("The status of a reply is an integer from 100 to 599.");
        });
    }

    /// A reply in ThingsBoard's API: any JSON, which means that the command was done.
    public static ReadReply rpcResponse(Payload payload, Instant receivedAt) {
        return read(payload, value -> reply(SUCCESS, value, receivedAt));
    }

    private interface Reading {

        ReadReply of(@Nullable Object value);
    }

    private static ReadReply read(Payload payload, Reading reading) {
        if (payload.size() > Payload.MAX_BYTES) {
            return tooLarge("The reply has " + payload.size() + " bytes; " + Payload.MAX_BYTES + " are allowed.");
        }
        try {
            return reading.of(Json.read(payload.toBytes()));
        } catch (MalformedJson e) {
            return malformed("The reply is not valid JSON, at line " + e.line() + ", column " + e.column() + ".");
        }
    }

    private static ReadReply reply(int status, @Nullable Object value, Instant receivedAt) {
        JsonText text = Json.text(value);
        return Text.utf8Length(text.json()) > Command.MAX_PAYLOAD_BYTES
                ? tooLarge("The payload of a reply has at most " + Command.MAX_PAYLOAD_BYTES + " bytes.")
                : new ReadReply.Read(new Reply(status, text, receivedAt));
    }

    private static ReadReply malformed(String reason) {
        return new ReadReply.Unreadable(RefusalCode.PAYLOAD_MALFORMED, reason);
    }

    private static ReadReply tooLarge(String reason) {
        return new ReadReply.Unreadable(RefusalCode.PAYLOAD_TOO_LARGE, reason);
    }
}

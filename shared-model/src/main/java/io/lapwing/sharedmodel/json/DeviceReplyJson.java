package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.device.DeviceReply.ErrorReply;
import io.lapwing.sharedmodel.device.DeviceReply.ShadowReply;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// What devices are told, as they read it.
public final class DeviceReplyJson {

    private DeviceReplyJson() {}

    public static byte[] write(DeviceReply reply) {
        return switch (reply) {
            case ErrorReply error -> write(error);
            case ShadowReply shadow -> shadow.payload().json().getBytes(StandardCharsets.UTF_8);
        };
    }

    /// `{"mid","code","reason","retryAfterMs"}`, the first and the last only where they are known.
    private static byte[] write(ErrorReply reply) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonFactories.OWN.createGenerator(ObjectWriteContext.empty(), bytes,
                JsonEncoding.UTF8)) {
            json.writeStartObject();
            if (reply.mid() != null) {
                json.writeStringProperty("mid", reply.mid().value());
            }
            json.writeStringProperty("code", reply.code().name());
            json.writeStringProperty("reason", reply.reason());
            if (reply.retryAfter() != null) {
                json.writeNumberProperty("retryAfterMs", reply.retryAfter().toMillis());
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}

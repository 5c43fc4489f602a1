package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// Writes what a gateway would send.
public final class GatewayPayloads {

    /// The id of an unknown child can be any text, half of a surrogate pair in it: escaped, it stays what it was.
    private static final JsonFactory ASCII = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final int CBOR_MAP_OF_ONE = 0xA1;
    private static final int CBOR_ARRAY_OF_ONE = 0x81;
    private static final int CBOR_TEXT_WITH_32_BIT_LENGTH = 0x7A;

    private GatewayPayloads() {}

    /// The message in which a gateway reports this one entry of this one child: `{"child":[entry]}`.
    public static Payload wrap(String child, Payload entry) {
        return switch (entry.format()) {
            case JSON, SENML_JSON -> wrapJson(child, entry);
            case CBOR -> wrapCbor(child, entry);
        };
    }

    private static Payload wrapJson(String child, Payload entry) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = ASCII.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeName(child);
            json.writeStartArray();
            json.writeRawValue(new String(entry.toBytes(), StandardCharsets.UTF_8));
            json.writeEndArray();
            json.writeEndObject();
        }
        return Payload.json(text.toString());
    }

    private static Payload wrapCbor(String child, Payload entry) {
        byte[] name = child.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(CBOR_MAP_OF_ONE);
        bytes.write(CBOR_TEXT_WITH_32_BIT_LENGTH);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array());
        bytes.writeBytes(name);
        bytes.write(CBOR_ARRAY_OF_ONE);
        bytes.writeBytes(entry.toBytes());
        return Payload.of(bytes.toByteArray(), PayloadFormat.CBOR);
    }
}

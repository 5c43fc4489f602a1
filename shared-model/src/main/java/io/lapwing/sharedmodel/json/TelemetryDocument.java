package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/// A payload that is being read, of which parts can be cut out as they were written.
sealed interface TelemetryDocument extends AutoCloseable {

    JsonParser parser();

    /// Where the parser's current token begins.
    int tokenStart();

    /// Where it ends.
    int tokenEnd();

    Payload cut(int from, int to);

    @Override
    default void close() {
        parser().close();
    }

    static TelemetryDocument open(Payload payload) {
        byte[] bytes = payload.toBytes();
        return switch (payload.format()) {
            case JSON, SENML_JSON -> OfText.open(bytes);
            case CBOR -> new OfBytes(bytes, JsonFactories.DEVICE_CBOR.createParser(ObjectReadContext.empty(), bytes));
        };
    }

    /// JSON. It is decoded before the parser sees it, which would guess at encodings that are not allowed.
    @SuppressWarnings("ArrayRecordComponent") // lives as long as one call, and is never compared
    record OfText(char[] text, JsonParser parser) implements TelemetryDocument {

        private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

        static OfText open(byte[] bytes) {
            CharBuffer decoded = decode(bytes);
            return new OfText(decoded.array(), JsonFactories.DEVICE_JSON.createParser(ObjectReadContext.empty(),
                    decoded.array(), 0, decoded.length()));
        }

        private static CharBuffer decode(byte[] bytes) {
            int start = startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
            try {
                // A new decoder reports what is no UTF-8.
                return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, bytes.length - start));
            } catch (CharacterCodingException e) {
                throw UnreadablePayload.malformed("The payload is not UTF-8.");
            }
        }

        private static boolean startsWithMark(byte[] bytes) {
            int length = BYTE_ORDER_MARK.length;
            return bytes.length >= length && Arrays.equals(bytes, 0, length, BYTE_ORDER_MARK, 0, length);
        }

        @Override
        public int tokenStart() {
            return (int) parser.currentTokenLocation().getCharOffset();
        }

        @Override
        public int tokenEnd() {
            parser.finishToken();
            return (int) parser.currentLocation().getCharOffset();
        }

        @Override
        public Payload cut(int from, int to) {
            return Payload.json(new String(text, from, to - from));
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // lives as long as one call, and is never compared
    record OfBytes(byte[] bytes, JsonParser parser) implements TelemetryDocument {

        @Override
        public int tokenStart() {
            return (int) parser.currentTokenLocation().getByteOffset();
        }

        @Override
        public int tokenEnd() {
            parser.finishToken();
            return (int) parser.currentLocation().getByteOffset();
        }

        @Override
        public Payload cut(int from, int to) {
            return Payload.of(Arrays.copyOfRange(bytes, from, to), PayloadFormat.CBOR);
        }
    }
}

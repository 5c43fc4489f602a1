package io.lapwing.chatbot.channels.discord;

import io.lapwing.chatbot.channels.MalformedPayload;

import java.time.Instant;
import java.util.regex.Pattern;

/// Discord's ids, which tell when what they name was made.
final class Snowflake {
    private static final Pattern SHAPE = Pattern.compile("[0-9]{1,20}");
    /// The first second of 2015.
    private static final long EPOCH_MILLIS = 1_420_070_400_000L;
    private static final int NOT_TIME_BITS = 22;

    private Snowflake() {}

    static boolean is(String id) {
        return SHAPE.matcher(id).matches();
    }

    static String require(String id) {
        if (!is(id)) {
            throw new MalformedPayload("not an id of Discord's");
        }
        return id;
    }

    /// @throws NumberFormatException if it is none
    static Instant madeAt(String id) {
        return Instant.ofEpochMilli((Long.parseUnsignedLong(id) >>> NOT_TIME_BITS) + EPOCH_MILLIS);
    }
}

package io.lapwing.chatbot.channels.slack;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.regex.Pattern;

/// Slack's times, which are its messages' names as well: `1355517523.000005`, seconds.
final class SlackTime {
    private static final Pattern SHAPE = Pattern.compile("[0-9]{1,11}(\\.[0-9]{1,9})?");

    private SlackTime() {}

    static Instant parse(String text, Instant otherwise) {
        if (!SHAPE.matcher(text).matches()) {
            return otherwise;
        }
        return Instant.EPOCH.plusMillis(new BigDecimal(text).movePointRight(3).longValue());
    }
}

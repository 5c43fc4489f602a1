package io.lapwing.chatbot.channels;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// How long a platform wants to be left alone: the header `Retry-After` (RFC 9110, 10.2.3), and its like in bodies.
public final class RetryAfter {
    /// So that nobody can silence the bot for good.
    public static final Duration MAX = Duration.ofDays(1);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    private RetryAfter() {}

    /// Seconds, or a date.
    public static Optional<Duration> parse(String header, Instant now) {
        String text = header.strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(ofSeconds(Double.parseDouble(text)));
        }
        try {
            Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return Optional.of(bounded(Duration.between(now, date)));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// Rounded up to milliseconds: to come too early makes it worse.
    public static Duration ofSeconds(double seconds) {
        double bounded = Math.clamp(seconds, 0.0, (double) MAX.toSeconds());
        return bounded(Duration.ofMillis((long) Math.ceil(bounded * 1000)));
    }

    private static Duration bounded(Duration time) {
        return time.isNegative() ? Duration.ZERO : time.compareTo(MAX) > 0 ? MAX : time;
    }
}

package io.lapwing.sharedmodel.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many requests may come in how long.
///
/// @param quota how many may come at once after a window without any; from 1
/// @param window how long it takes until as many may come again, in whole seconds
public record RateLimit(long quota, Duration window) {
    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,8})/([1-9]\\d{0,4})");
    private static final Duration MAX_WINDOW = Duration.ofDays(1);

    public RateLimit {
        boolean isWhole = window.equals(Duration.ofSeconds(window.toSeconds()));
        if (quota < 1 || !window.isPositive() || window.compareTo(MAX_WINDOW) > 0 || !isWhole) {
            throw new IllegalArgumentException("a limit is at least 1 request in 1 second to a day");
        }
    }

    /// Reads `1000/10`: a thousand requests in ten seconds.
    public static Optional<RateLimit> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Duration window = Duration.ofSeconds(Long.parseLong(matcher.group(2)));
        return window.compareTo(MAX_WINDOW) > 0
                ? Optional.empty()
                : Optional.of(new RateLimit(Long.parseLong(matcher.group(1)), window));
    }

    @Override
    public String toString() {
        return quota + "/" + window.toSeconds();
    }
}

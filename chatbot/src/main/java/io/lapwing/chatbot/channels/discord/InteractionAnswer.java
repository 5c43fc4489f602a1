package io.lapwing.chatbot.channels.discord;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// What an interaction is answered by, as `ChatPlace.answer` has it.
///
/// @param interaction tells when it began
/// @param isAwaited whether Discord shows that an answer is awaited, which the first one then takes the place of
record InteractionAnswer(String application, String interaction, boolean isAwaited, String token) {
    /// Discord's 15 minutes, less what a message may take to be sent.
    private static final Duration LIFE = Duration.ofMinutes(15).minusSeconds(30);
    private static final String AWAITED = "awaited";
    private static final String SHOWN = "shown";

    static Optional<InteractionAnswer> parse(@Nullable String answer) {
        String[] parts = answer == null ? new String[0] : answer.split("/", 4);
        boolean isOne = parts.length == 4 && Snowflake.is(parts[0]) && Snowflake.is(parts[1]) && !parts[3].isEmpty();
        return isOne ? Optional.of(new InteractionAnswer(parts[0], parts[1], parts[2].equals(AWAITED), parts[3]))
                : Optional.empty();
    }

    String text() {
        return application + "/" + interaction + "/" + (isAwaited ? AWAITED : SHOWN) + "/" + token;
    }

    boolean isAlive(Instant now) {
        return now.isBefore(Snowflake.madeAt(interaction).plus(LIFE));
    }

    /// Where its messages are, below the API's root.
    String path() {
        return "webhooks/" + application + "/" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "InteractionAnswer[" + interaction + "]";
    }
}

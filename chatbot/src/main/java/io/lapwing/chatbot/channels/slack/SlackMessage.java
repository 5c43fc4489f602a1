package io.lapwing.chatbot.channels.slack;

import io.lapwing.sharedmodel.chat.MessageRef;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// How messages in Slack are referred to: `C024BE7LR/1355517523.000005`. One that a single person sees, which is reached
/// by its response URL alone, has `ephemeral` for its channel.
record SlackMessage(String channel, String ts) {
    private static final String EPHEMERAL = "ephemeral";

    static MessageRef of(String channel, String ts) {
        return new MessageRef(channel + "/" + ts);
    }

    static MessageRef ephemeral(String ts) {
        return of(EPHEMERAL, ts);
    }

    /// Slack does not tell its name.
    static MessageRef newEphemeral() {
        return ephemeral(UUID.randomUUID().toString());
    }

    static Optional<SlackMessage> parse(@Nullable MessageRef message) {
        if (message == null) {
            return Optional.empty();
        }
        int slash = message.value().indexOf('/');
        return slash < 1 ? Optional.empty()
                : Optional.of(new SlackMessage(message.value().substring(0, slash),
                        message.value().substring(slash + 1)));
    }

    boolean isEphemeral() {
        return channel.equals(EPHEMERAL);
    }
}

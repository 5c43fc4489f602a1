package io.lapwing.sharedmodel.chat;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// What somebody can do in a chat.
public sealed interface ChatAct {

    /// How long a text can be that is read at all; what is longer is cut off there, by the webhook.
    int MAX_TEXT = 10_000;

    /// He wrote something to the bot, without the mention that called it.
    record Said(String text) implements ChatAct {
        public Said {
            requireText(text);
        }
    }

    /// He pressed a button.
    ///
    /// @param value what the button stands for, as we gave it to the platform
    /// @param message which message it was under, where the platform says so
    record Pressed(String value, @Nullable MessageRef message) implements ChatAct {
        public Pressed {
            if (value.isEmpty() || value.length() > ChatButton.MAX_VALUE) {
                throw new IllegalArgumentException("value: 1 to " + ChatButton.MAX_VALUE + " characters");
            }
        }
    }

    /// He gave the bot files.
    ///
    /// @param text what he wrote with them, or nothing
    record Shared(String text, List<SharedFile> files) implements ChatAct {
        public Shared {
            requireText(text);
            files = List.copyOf(files);
            if (files.isEmpty()) {
                throw new IllegalArgumentException("without files nothing is shared");
            }
        }
    }

    /// A file that lies with the platform.
    ///
    /// @param id what the platform gives it out for
    /// @param size in bytes, or less than 0 where the platform does not say
    record SharedFile(String id, String name, @Nullable String contentType, long size) {}

    private static void requireText(String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("a text has at most " + MAX_TEXT + " characters");
        }
    }
}

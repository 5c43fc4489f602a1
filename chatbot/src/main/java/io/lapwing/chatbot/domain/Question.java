package io.lapwing.chatbot.domain;

import io.lapwing.chatbot.domain.language.Understanding;
import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.document.JsonText;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the bot asked somebody, and waits to hear from him.
///
/// @param id in the buttons below the question: an older question's button answers nothing
public record Question(String id, Instant askedAt, Matter matter) {
    /// How long an answer counts.
    public static final Duration LIFE = Duration.ofMinutes(2);

    /// What it is about.
    public sealed interface Matter {

        /// Whether a device is to be told this.
        record Confirm(DeviceId device, String method, JsonText params) implements Matter {}

        /// Whether something was meant that nobody said in words that the grammar knows, and that would be done at once.
        record Act(Understanding meant) implements Matter {}

        /// What is in files that somebody shared.
        record Load(List<SharedFile> files) implements Matter {
            public Load {
                files = List.copyOf(files);
            }
        }

        /// Which of some devices was meant.
        ///
        /// @param meant what is to be done with it, without a device
        record Choose(Understanding meant, List<DeviceId> among) implements Matter {
            public Choose {
                among = List.copyOf(among);
            }
        }
    }

    public boolean isOpen(Instant now) {
        return now.isBefore(askedAt.plus(LIFE));
    }
}

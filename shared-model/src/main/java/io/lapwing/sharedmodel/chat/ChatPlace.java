package io.lapwing.sharedmodel.chat;

import org.jspecify.annotations.Nullable;

import static io.lapwing.sharedmodel.chat.PlatformId.requireId;
import static io.lapwing.sharedmodel.chat.PlatformId.requireOptionalId;

/// Where messages are read and written: a chat with one person, a group, a channel, a thread of it.
///
/// @param workspace as in [ChatAccount]
/// @param id the platform's own for it
/// @param thread the thread in it, if it is one
/// @param answer how the platform wants what was said there to be answered, if it needs to be told (Teams' service URL,
/// Discord's interaction token, Slack's response URL); does not tell two places apart
public record ChatPlace(Channel channel, String workspace, String id, @Nullable String thread,
        @Nullable String answer) {
    private static final int MAX_ANSWER = 2048;

    public ChatPlace {
        requireOptionalId("workspace", workspace);
        requireId("place id", id);
        if (thread != null) {
            requireId("thread", thread);
        }
        if (answer != null && (answer.isEmpty() || answer.length() > MAX_ANSWER)) {
            throw new IllegalArgumentException("answer: 1 to " + MAX_ANSWER + " characters");
        }
    }

    /// The same place, to be answered in this way.
    public ChatPlace answeredBy(@Nullable String other) {
        return new ChatPlace(channel, workspace, id, thread, other);
    }

    /// Without what its answers need, so that it cannot reach a log.
    @Override
    public String toString() {
        return channel.text() + ":" + (workspace.isEmpty() ? id : workspace + "/" + id)
                + (thread == null ? "" : "#" + thread);
    }
}

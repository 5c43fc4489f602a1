package io.lapwing.sharedmodel.chat;

import static io.lapwing.sharedmodel.chat.PlatformId.requireId;
import static io.lapwing.sharedmodel.chat.PlatformId.requireOptionalId;

/// Somebody, as a chat platform knows him.
///
/// @param workspace what his id is unique in (a Slack workspace, a Teams tenant); empty where it is so everywhere
/// @param id the platform's own for him
public record ChatAccount(Channel channel, String workspace, String id) {
    public ChatAccount {
        requireOptionalId("workspace", workspace);
        requireId("account id", id);
    }

    /// For the audit trail: `slack:T1/U7`.
    @Override
    public String toString() {
        return channel.text() + ":" + (workspace.isEmpty() ? id : workspace + "/" + id);
    }
}

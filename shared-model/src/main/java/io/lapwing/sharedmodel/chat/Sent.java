package io.lapwing.sharedmodel.chat;

import java.time.Duration;

/// What became of a message that was given to a chat platform.
public sealed interface Sent {

    /// The platform has it.
    ///
    /// @param message what it is changed by later; of one that was split, its last part, which has the buttons
    record Done(MessageRef message) implements Sent {}

    /// The platform wants to be left in peace for a while (429), or is out of order.
    ///
    /// @param after how long at least; what comes earlier makes it worse
    /// @param reason for people, without anybody's data
    record TryLater(Duration after, String reason) implements Sent {}

    /// The platform will not have it, now or ever: the chat is gone, the bot was thrown out, the token is wrong.
    ///
    /// @param reason for people, without anybody's data
    record Refused(String reason) implements Sent {}
}

package io.lapwing.sharedmodel.command;

import io.lapwing.sharedmodel.telemetry.RefusalCode;

/// What was read of a message that answers a command.
public sealed interface ReadReply {

    record Read(Command.Reply reply) implements ReadReply {}

    /// @param reason a sentence for people, without anybody's data
    record Unreadable(RefusalCode code, String reason) implements ReadReply {}
}

package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.event.RecordedEvent;

/// What is to be done with a message that answers a command.
public sealed interface ReplyStep {

    /// Nothing any more: this is how it ends.
    record Settled(ReplySettlement settlement) implements ReplyStep {}

    /// The command is to be stored with it, together with its event.
    ///
    /// @param then how it ends, once that is done
    record Save(Command command, RecordedEvent event, ReplySettlement then) implements ReplyStep {}
}

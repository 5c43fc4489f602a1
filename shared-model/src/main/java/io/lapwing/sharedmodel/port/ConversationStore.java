package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.chat.Conversation;
import io.lapwing.sharedmodel.chat.ConversationKey;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;

import java.util.List;
import java.util.Optional;

/// What the bot remembers of its conversations.
///
/// Thread-safe. Reads see every write that has returned. A conversation is one item under its key; writes are
/// compare-and-set on its version. What is past its time is forgotten sooner or later, and begins anew with version 1;
/// until then it is found, and goes on with the version after its own. Times are kept to the millisecond.
/// All methods throw [StoreUnavailable] when the store cannot be reached in time.
public interface ConversationStore {

    Optional<Conversation> find(ConversationKey key);

    /// Stores a conversation: a new one if its version is 1, else in place of the version before.
    ///
    /// @return false if another version stands there, or none where one was to be replaced: then nothing has changed
    boolean save(Conversation conversation);

    /// Stores a conversation as [#save] does, together with the new command that was confirmed in it and the command's
    /// events: all of it or nothing.
    ///
    /// @param command one of version 1
    /// @return [CommandStore.Written#CONFLICT] if another version of the conversation stands there, which counts before
    /// all else, or the command's id is taken; the rest as in [CommandStore#save]
    /// @throws IllegalArgumentException if the command is of another version
    CommandStore.Written save(Conversation conversation, Command command, List<RecordedEvent> events);

    /// What every store asks of a command that comes with a conversation.
    static void requireNew(Command command) {
        if (command.version() != 1) {
            throw new IllegalArgumentException("a command that is confirmed is of version 1, not " + command.version());
        }
    }

    /// The conversation in which a command was confirmed, as long as that is remembered.
    Optional<Conversation> confirmedIn(TenantId tenant, CommandId command);
}

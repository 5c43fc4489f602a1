package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.chat.Conversation;
import io.lapwing.sharedmodel.chat.ConversationKey;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.ConversationStore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps conversations in memory, under the monitor that commands are kept under.
final class InMemoryConversationStore implements ConversationStore {
    private final Map<ConversationKey, Conversation> conversations = new HashMap<>();
    private final Map<Confirmed, ConversationKey> confirmed = new HashMap<>();
    private final Memory memory;
    private final CommandStore commands;

    private record Confirmed(TenantId tenant, CommandId command) {}

    /// @param commands of the same memory
    InMemoryConversationStore(Memory memory, CommandStore commands) {
        this.memory = memory;
        this.commands = commands;
    }

    @Override
    public Optional<Conversation> find(ConversationKey key) {
        synchronized (memory) {
            return Optional.ofNullable(conversations.get(key));
        }
    }

    @Override
    public boolean save(Conversation conversation) {
        synchronized (memory) {
            boolean isNext = isNext(conversation);
            if (isNext) {
                conversations.put(conversation.key(), conversation);
            }
            return isNext;
        }
    }

    @Override
    public CommandStore.Written save(Conversation conversation, Command command, List<RecordedEvent> events) {
        ConversationStore.requireNew(command);
        synchronized (memory) {
            if (!isNext(conversation)) {
                return CommandStore.Written.CONFLICT;
            }
            CommandStore.Written written = commands.save(command, events);
            if (written == CommandStore.Written.DONE) {
                confirmed.put(new Confirmed(command.device().tenant(), command.id()), conversation.key());
                conversations.put(conversation.key(), conversation);
            }
            return written;
        }
    }

    @Override
    public Optional<Conversation> confirmedIn(TenantId tenant, CommandId command) {
        synchronized (memory) {
            return Optional.ofNullable(confirmed.get(new Confirmed(tenant, command))).flatMap(this::find);
        }
    }

    private boolean isNext(Conversation conversation) {
        Conversation before = conversations.get(conversation.key());
        return (before == null ? 0 : before.version()) == conversation.version() - 1;
    }
}

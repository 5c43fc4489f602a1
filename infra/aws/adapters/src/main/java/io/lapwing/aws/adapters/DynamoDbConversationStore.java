package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.chat.Conversation;
import io.lapwing.sharedmodel.chat.ConversationKey;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.CommandStore.Written;
import io.lapwing.sharedmodel.port.ConversationStore;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Conversations as items of the registry table, one each, which live until they may be forgotten. A command that was
/// confirmed in one is written as [DynamoDbCommandStore] writes it, with the conversation in its transaction and the
/// conversation's name where the command is found by its id.
public final class DynamoDbConversationStore implements ConversationStore {

    private static final String SAVE = "ConversationStore.save";
    private static final String MEMORY = "memory";
    private static final String KEPT_UNTIL = "keptUntil";
    /// Where a command was confirmed, and by whom, as [ChatKeys] calls them.
    private static final String CHAT = "chat";
    private static final String ACCOUNT = "account";

    private final DynamoDatabase database;
    private final Keys allKeys;
    private final ChatKeys keys;
    private final CommandWrites commands;

    public DynamoDbConversationStore(DynamoDatabase database) {
        this.database = database;
        this.allKeys = database.keys();
        this.keys = allKeys.chat();
        this.commands = new CommandWrites(database, SAVE);
    }

    @Override
    public Optional<Conversation> find(ConversationKey key) {
        return find("ConversationStore.find", key);
    }

    private Optional<Conversation> find(String operation, ConversationKey key) {
        return database.get(operation, keys.conversation(key))
                .map(item -> new Conversation(key, new JsonText(Items.text(item, MEMORY)),
                        Instant.ofEpochMilli(Items.number(item, KEPT_UNTIL)),
                        Items.number(item, NextVersion.VERSION)));
    }

    @Override
    public boolean save(Conversation conversation) {
        return next(conversation).write(database, SAVE);
    }

    @Override
    public CommandStore.Written save(Conversation conversation, Command command, List<RecordedEvent> events) {
        ConversationStore.requireNew(command);
        return commands.create(command, events, new Confirmation(database, conversation.key(),
                next(conversation)));
    }

    @Override
    public Optional<Conversation> confirmedIn(TenantId tenant, CommandId command) {
        String operation = "ConversationStore.confirmedIn";
        return database.get(operation, allKeys.commandId(tenant, command))
                .filter(pointer -> pointer.containsKey(CHAT))
                .map(pointer -> new ConversationKey(ChatKeys.place(Items.text(pointer, CHAT), null),
                        ChatKeys.account(Items.text(pointer, ACCOUNT))))
                .flatMap(key -> find(operation, key));
    }

    private NextVersion next(Conversation conversation) {
        Instant keptUntil = conversation.keptUntil();
        return new NextVersion(keys.conversation(conversation.key()), conversation.version(),
                Map.of(MEMORY, Items.of(conversation.memory().json()), KEPT_UNTIL,
                        Items.of(keptUntil.toEpochMilli()), Keys.EXPIRES_AT,
                        Items.of(keptUntil.getEpochSecond() + 1)));
    }

    /// The conversation that a command was confirmed in.
    private record Confirmation(DynamoDatabase database, ConversationKey key, NextVersion next)
            implements
            CommandWrites.Companion {

        @Override
        public List<TransactWriteItem> writes() {
            return List.of(next.write());
        }

        @Override
        public Map<String, AttributeValue> noted() {
            return Map.of(CHAT, Items.of(ChatKeys.name(key.place())), ACCOUNT,
                    Items.of(ChatKeys.name(key.account())));
        }

        @Override
        public Optional<Written> ended() {
            Map<String, AttributeValue> held = database.get(SAVE, next.key()).orElse(Map.of());
            if (next.isThis(held)) {
                return Optional.of(Written.DONE);
            }
            return next.follows(held) ? Optional.empty() : Optional.of(Written.CONFLICT);
        }
    }
}

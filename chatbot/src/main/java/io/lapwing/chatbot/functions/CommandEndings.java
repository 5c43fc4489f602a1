package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Memory;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.Conversation;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.command.CommandState;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.ConversationStore;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.InstantSource;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Tells whoever confirmed a command what has become of it.
record CommandEndings(CommandStore commands, ConversationStore conversations, Posting posting, Languages languages,
        Claims claims, InstantSource clock) {

    void tell(TenantId tenant, CommandId id, @Nullable TraceParent trace) {
        Optional<Conversation> conversation = conversations.confirmedIn(tenant, id);
        Optional<Command> command = commands.find(tenant, id);
        if (conversation.isPresent() && command.isPresent()) {
            claims.once("chat.ending", tenant + "/" + id, Converse.LEASE, () -> {
                Memory memory = MemoryJson.read(conversation.get().memory());
                posting.post(new Posting.Post("ending:" + id,
                        conversation.get().key().place().answeredBy(memory.answer()), null,
                        message(languages.phrases(memory.language()), command.get()), trace));
                return true;
            });
        }
    }

    private ChatMessage message(Phrases phrases, Command command) {
        String device = command.device().device().value();
        CommandState state = command.asOf(clock.instant()).state();
        var reply = command.progress().reply();
        return ChatMessage.of(switch (state) {
            case SUCCEEDED -> phrases.text("command.succeeded", device, command.method());
            case FAILED -> phrases.text("command.failed", device, command.method(), reply == null ? "–"
                    : reply.status());
            case CANCELLED -> phrases.text("command.called.off", device, command.method());
            case EXPIRED, QUEUED, SENT, DELIVERED -> phrases.text("command.expired", device, command.method());
        });
    }
}

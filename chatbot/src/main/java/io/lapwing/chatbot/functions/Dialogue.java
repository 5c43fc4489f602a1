package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Exchange;
import io.lapwing.chatbot.domain.Memory;
import io.lapwing.chatbot.domain.Speaker;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.Conversation;
import io.lapwing.sharedmodel.chat.ConversationKey;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.port.CommandStore.Written;
import io.lapwing.sharedmodel.port.ConversationStore;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/// Answers inputs, each of them once: what is remembered of a conversation says which inputs have had their effect, and
/// is compared and set together with the command that an input leads to. Whoever comes second with the same input, or
/// after a crash, finds that done and answers as before. Thread-safe, in any number of processes.
final class Dialogue {
    private static final System.Logger LOG = System.getLogger(Dialogue.class.getName());

    /// How often an answer is thought over anew while others change the conversation.
    private static final int MAX_ATTEMPTS = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final ConversationStore conversations;
    private final Responder responder;
    private final InstantSource clock;
    private final RandomGenerator random;

    Dialogue(ConversationStore conversations, Responder responder, InstantSource clock, RandomGenerator random) {
        this.conversations = conversations;
        this.responder = responder;
        this.clock = clock;
        this.random = random;
    }

    ChatMessage answer(ChatInput input, Speaker speaker, @Nullable TraceParent trace) {
        ConversationKey key = ConversationKey.of(input);
        Incoming incoming = new Incoming(input, speaker, responder.hearing(), trace);
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Optional<Conversation> stored = conversations.find(key);
            Memory memory = stored.map(conversation -> MemoryJson.read(conversation.memory()))
                    .orElseGet(() -> Memory.empty(responder.language(input), now)).asOf(now)
                    .answeredBy(input.place().answer());
            Optional<Exchange> before = memory.exchange(input.id());
            if (before.isPresent()) {
                return Objects.requireNonNullElseGet(before.get().reply(),
                        () -> responder.respond(incoming, memory, now).reply());
            }
            Outcome outcome = responder.respond(incoming, memory, now);
            Optional<ChatMessage> reply = settle(new Draft(key, stored.map(Conversation::version).orElse(0L), input,
                    now, trace), outcome);
            if (reply.isPresent()) {
                return reply.get();
            }
            pause();
        }
        LOG.log(System.Logger.Level.WARNING, "a conversation changed {0} times while it was answered", MAX_ATTEMPTS);
        throw new StoreUnavailable("ConversationStore.save", key.place().toString(),
                new IllegalStateException("others came in between " + MAX_ATTEMPTS + " times"));
    }

    /// Whose answer is to be stored, and in place of which version.
    private record Draft(ConversationKey key, long version, ChatInput input, Instant now,
            @Nullable TraceParent trace) {

        Conversation of(Outcome outcome) {
            ChatMessage kept = outcome.kept() ? outcome.reply() : null;
            Memory memory = outcome.memory().answered(new Exchange(input.id(), kept), outcome.reply().text(), now);
            return new Conversation(key, MemoryJson.write(memory), now.plus(Memory.KEPT), version + 1);
        }
    }

    /// @return the reply, once it counts; empty if somebody came in between
    private Optional<ChatMessage> settle(Draft draft, Outcome outcome) {
        Outcome.Confirmed confirmed = outcome.confirmed();
        if (confirmed == null) {
            return conversations.save(draft.of(outcome)) ? Optional.of(outcome.reply()) : Optional.empty();
        }
        Command command = confirmed.command();
        Written written = conversations.save(draft.of(outcome), command,
                List.of(CommandEvent.of(command, draft.now(), draft.trace())));
        return switch (written) {
            case DONE -> {
                responder.made(draft.input(), command);
                yield Optional.of(outcome.reply());
            }
            case CONFLICT -> Optional.empty();
            case NO_SUCH_DEVICE, TOO_MANY -> settle(draft, confirmed.otherwise().apply(written));
        };
    }

    private void pause() {
        try {
            Thread.sleep(Duration.ofNanos(random.nextLong(LONGEST_PAUSE.toNanos())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("ConversationStore.save", "a pause", e);
        }
    }
}

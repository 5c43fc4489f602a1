package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Press;
import io.lapwing.chatbot.domain.Speaker;
import io.lapwing.chatbot.functions.Claims.Attempt;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkOutcome;

import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// The function `converse`: one input out of the queue, its effect and the reply to it. Whoever does it claims it first;
/// if he dies, the next one takes it over when the lease has ended, finds its effect done or not, and replies. So a reply
/// can come twice after a crash, and an effect cannot. Thread-safe.
public final class Converse implements Function<WorkItem, WorkOutcome> {
    /// Longer than an answer and its delivery take.
    static final Duration LEASE = Duration.ofSeconds(45);

    private final Claims claims;
    private final AccountActs accounts;
    private final Dialogue dialogue;
    private final Posting posting;

    Converse(Claims claims, AccountActs accounts, Dialogue dialogue, Posting posting) {
        this.claims = claims;
        this.accounts = accounts;
        this.dialogue = dialogue;
        this.posting = posting;
    }

    @Override
    public WorkOutcome apply(WorkItem item) {
        ChatInput input = InputJson.read(item.payload());
        return switch (claims.once("chat.converse", input.id().value(), LEASE, () -> reply(input, item))) {
            case Attempt.Now<Boolean> _,Attempt.Before<Boolean> _ -> new WorkOutcome.Done();
            case Attempt.Elsewhere<Boolean>(Duration left) ->
                new WorkOutcome.Again(left, "somebody else is answering it");
        };
    }

    private boolean reply(ChatInput input, WorkItem item) {
        Speaker speaker = accounts.speaker(input.from());
        ChatMessage reply = dialogue.answer(input, speaker, item.trace());
        posting.post(new Posting.Post(input.id().value(), input.place(), replaced(input), reply, item.trace()));
        return true;
    }

    /// The question whose button was pressed: its answer takes its place, so that nobody presses it again.
    private static @Nullable MessageRef replaced(ChatInput input) {
        return input.act() instanceof ChatAct.Pressed(String value, MessageRef message)
                && Press.parse(value).map(Press::answersQuestion).orElse(false) ? message : null;
    }
}

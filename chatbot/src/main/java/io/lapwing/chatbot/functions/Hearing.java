package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.language.Briefing;
import io.lapwing.chatbot.domain.language.Context;
import io.lapwing.chatbot.domain.language.Intent;
import io.lapwing.chatbot.domain.language.Interpreter;
import io.lapwing.chatbot.domain.language.Judgement;
import io.lapwing.chatbot.domain.language.Judgement.Reason;
import io.lapwing.chatbot.domain.language.Judgement.Refused;
import io.lapwing.chatbot.domain.language.ModelTool;
import io.lapwing.chatbot.domain.language.Understanding;
import io.lapwing.chatbot.functions.SecondOpinion.ToolCall;

import org.jspecify.annotations.Nullable;

/// Hears what one input says: by the grammar, and where that understands nothing, by who has a second opinion. He is asked
/// once for an input, however often its answer is thought over. Of one thread.
final class Hearing {
    private static final System.Logger LOG = System.getLogger(Hearing.class.getName());

    private final Interpreter interpreter;
    private final SecondOpinion opinion;
    private boolean asked;
    private @Nullable ToolCall proposed;

    Hearing(Interpreter interpreter, SecondOpinion opinion) {
        this.interpreter = interpreter;
        this.opinion = opinion;
    }

    /// What was heard.
    ///
    /// @param by who understood it
    record Heard(Understanding meant, By by) {}

    /// Who understood.
    enum By {
        GRAMMAR, MODEL,
        /// The grammar understood nothing, and who was asked besides it did not help.
        NOBODY
    }

    Heard hear(String text, Context context) {
        Understanding meant = interpreter.understand(text, context);
        if (meant.intent() != Intent.NONE || !opinion.isThere()) {
            return new Heard(meant, By.GRAMMAR);
        }
        ToolCall call = proposed(text, context);
        if (call == null) {
            return new Heard(meant, By.NOBODY);
        }
        return switch (judge(text, call, context)) {
            case Judgement.Taken(Understanding guess) -> {
                LOG.log(System.Logger.Level.INFO, "a model''s proposal counts: {0}", guess.intent());
                yield new Heard(guess, By.MODEL);
            }
            case Refused(Reason why) -> {
                LOG.log(System.Logger.Level.INFO, "a model''s proposal does not count: {0}", why);
                yield new Heard(meant, By.NOBODY);
            }
        };
    }

    private @Nullable ToolCall proposed(String text, Context context) {
        if (!asked) {
            asked = true;
            proposed = Briefing.of(text, context).flatMap(opinion::on).orElse(null);
        }
        return proposed;
    }

    private Judgement judge(String text, ToolCall call, Context context) {
        return ModelTool.of(call.tool())
                .map(tool -> ProposalJson.read(tool, call.arguments(), context.zone())
                        .map(proposal -> interpreter.judge(text, proposal, context))
                        .orElseGet(() -> new Refused(Reason.MALFORMED)))
                .orElseGet(() -> new Refused(Reason.UNKNOWN_TOOL));
    }
}

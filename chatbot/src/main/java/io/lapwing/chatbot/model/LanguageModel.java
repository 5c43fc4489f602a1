package io.lapwing.chatbot.model;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.domain.language.Briefing;
import io.lapwing.chatbot.functions.SecondOpinion;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiChatModel;

/// A model behind an endpoint that speaks OpenAI's chat completions. It is asked twice for a sentence at most, by few at a
/// time, and for a while not at all when it fails all the time; then nobody waits for it. Thread-safe.
///
/// Nothing of what is sent or answered is logged, and no parameter of the model is set: endpoints differ in which of them
/// they refuse.
final class LanguageModel implements SecondOpinion {
    /// Of one attempt, from the first byte to the last.
    static final Duration TIMEOUT = Duration.ofSeconds(4);
    static final int ATTEMPTS = 2;
    static final int CALLS_AT_ONCE = 4;
    /// The longest wait between two attempts: whoever is to be left alone for longer is not asked again.
    static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(LanguageModel.class.getName());
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(200);

    private final ChatModel model;
    private final InstantSource clock;
    private final Circuit circuit = new Circuit();
    private final Semaphore calls = new Semaphore(CALLS_AT_ONCE);

    LanguageModel(ModelSettings settings, InstantSource clock, Duration timeout) {
        this.clock = clock;
        this.model = OpenAiChatModel.builder().baseUrl(settings.url().toString()).apiKey(settings.key())
                .modelName(settings.name()).maxRetries(0)
                .httpClientBuilder(new BoundedHttp.Builder(new HttpCaller(clock, timeout))).build();
    }

    @Override
    public Optional<ToolCall> on(Briefing briefing) {
        if (!calls.tryAcquire()) {
            LOG.log(System.Logger.Level.INFO, "the model is not asked: {0} others are at it", CALLS_AT_ONCE);
            return Optional.empty();
        }
        try {
            if (!circuit.lets(clock.instant())) {
                LOG.log(System.Logger.Level.DEBUG, "the model is not asked: it is left alone for a while");
                return Optional.empty();
            }
            return ask(Prompt.of(briefing));
        } finally {
            calls.release();
        }
    }

    private Optional<ToolCall> ask(ChatRequest request) {
        long start = System.nanoTime();
        for (int attempt = 1;; attempt++) {
            Attempt outcome = attempt(request);
            switch (outcome) {
                case Attempt.Answered(Optional<ToolCall> call) -> {
                    circuit.succeeded();
                    log(call.isPresent() ? "it proposed something" : "it proposed nothing", attempt, start);
                    return call;
                }
                case Attempt.Failed(String why, boolean passing, Duration wanted) -> {
                    boolean again = passing && attempt < ATTEMPTS && wanted.compareTo(LONGEST_WAIT) <= 0;
                    if (!again || !waited(wanted)) {
                        circuit.failed(clock.instant(), wanted);
                        log(why, attempt, start);
                        return Optional.empty();
                    }
                }
            }
        }
    }

    private static void log(String outcome, int attempts, long start) {
        LOG.log(System.Logger.Level.INFO, "the model was asked: {0}, after {1} ms and {2} attempts", outcome,
                Duration.ofNanos(System.nanoTime() - start).toMillis(), attempts);
    }

    private sealed interface Attempt {
        record Answered(Optional<ToolCall> call) implements Attempt {}

        record Failed(String why, boolean passing, Duration wanted) implements Attempt {}
    }

    private Attempt attempt(ChatRequest request) {
        try {
            List<ToolExecutionRequest> called = model.chat(request).aiMessage().toolExecutionRequests();
            return new Attempt.Answered(called.size() == 1 ? call(called.getFirst()) : Optional.empty());
        } catch (Unanswered e) {
            return new Attempt.Failed(String.valueOf(e.getMessage()), e.isPassing(), e.wanted());
        } catch (RuntimeException e) {
            // Langchain4j throws plain ones for whatever it cannot read; their messages quote it.
            return new Attempt.Failed("unreadable, " + e.getClass().getSimpleName(), false, Duration.ZERO);
        }
    }

    /// Several calls at once are no one thing that was meant, and so none.
    private static Optional<ToolCall> call(ToolExecutionRequest called) {
        String tool = called.name();
        String arguments = called.arguments();
        return tool == null ? Optional.empty() : Optional.of(new ToolCall(tool, arguments == null ? "" : arguments));
    }

    private static boolean waited(Duration wanted) {
        try {
            Thread.sleep(wanted.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wanted);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

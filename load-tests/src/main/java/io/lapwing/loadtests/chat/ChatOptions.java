package io.lapwing.loadtests.chat;

import java.nio.file.Path;
import java.time.Duration;

import picocli.CommandLine.Option;

/// How the chat benchmark is called.
public final class ChatOptions {

    @Option(names = "--rate", defaultValue = "50", description = "Questions a second (default: ${DEFAULT-VALUE}).")
    int rate;

    @Option(names = "--duration", defaultValue = "PT60S", description = "How long questions are measured (default: ${DEFAULT-VALUE}).")
    Duration duration = Duration.ZERO;

    @Option(names = "--warm-up", defaultValue = "PT2M", description = "How long questions are asked before that (default: ${DEFAULT-VALUE}).")
    Duration warmUp = Duration.ZERO;

    @Option(names = "--devices", defaultValue = "100", description = "How many devices are asked after in turns (default: ${DEFAULT-VALUE}).")
    int devices;

    @Option(names = "--bound", defaultValue = "50", description = "What the p99 of the webhook's answer must keep, in ms (default: ${DEFAULT-VALUE}).")
    double bound;

    @Option(names = "--lapwing", defaultValue = "./lapwing", description = "The launcher (default: ${DEFAULT-VALUE}).")
    Path launcher = Path.of("lapwing");

    @Option(names = "--dir", defaultValue = "load-tests/target/chat", description = "Where the run keeps data, logs and its report (default: ${DEFAULT-VALUE}).")
    Path directory = Path.of("target");

    int warmUpQuestions() {
        return questionsIn(warmUp);
    }

    int allQuestions() {
        return questionsIn(warmUp) + questionsIn(duration);
    }

    private int questionsIn(Duration time) {
        return Math.toIntExact(time.toMillis() * rate / Duration.ofSeconds(1).toMillis());
    }

    /// Where this run keeps what it makes.
    Path runDirectory() {
        return directory.toAbsolutePath().resolve("run-" + ProcessHandle.current().pid());
    }
}

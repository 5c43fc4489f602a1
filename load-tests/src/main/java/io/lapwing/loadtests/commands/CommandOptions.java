package io.lapwing.loadtests.commands;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import picocli.CommandLine.Option;

/// How the command benchmark is called.
public final class CommandOptions {

    private static final int WARM_UP_STEPS = 5;

    @Option(names = "--rate", defaultValue = "100", description = "Commands a second, over all devices (default: ${DEFAULT-VALUE}).")
    int rate;

    @Option(names = "--duration", defaultValue = "PT60S", description = "How long commands are measured (default: ${DEFAULT-VALUE}).")
    Duration duration = Duration.ZERO;

    @Option(names = "--warm-up", defaultValue = "PT4M", description = "How long commands are sent before that, at a rate that rises to it (default: ${DEFAULT-VALUE}).")
    Duration warmUp = Duration.ZERO;

    @Option(names = "--devices", defaultValue = "100", description = "How many devices get them in turns (default: ${DEFAULT-VALUE}).")
    int devices;

    @Option(names = "--lapwing", defaultValue = "./lapwing", description = "The launcher (default: ${DEFAULT-VALUE}).")
    Path launcher = Path.of("lapwing");

    @Option(names = "--dir", defaultValue = "load-tests/target/commands", description = "Where the run keeps data, logs and its report (default: ${DEFAULT-VALUE}).")
    Path directory = Path.of("target");

    /// The rates of the warm-up, each for as long as the others: a server that has just begun is compiled first.
    List<Integer> warmUpRates() {
        return IntStream.rangeClosed(1, WARM_UP_STEPS).mapToObj(step -> rate * step / WARM_UP_STEPS).toList();
    }

    /// How many commands each step of the warm-up has, at its rate.
    int warmUpCommands(int stepRate) {
        return commandsIn(warmUp.dividedBy(WARM_UP_STEPS), stepRate);
    }

    int warmUpCommands() {
        return warmUpRates().stream().mapToInt(this::warmUpCommands).sum();
    }

    int measuredCommands() {
        return commandsIn(duration, rate);
    }

    private static int commandsIn(Duration time, int rate) {
        return Math.toIntExact(time.toMillis() * rate / Duration.ofSeconds(1).toMillis());
    }

    /// Where this run keeps what it makes.
    Path runDirectory() {
        return directory.toAbsolutePath().resolve("run-" + ProcessHandle.current().pid());
    }
}

package io.lapwing.loadtests.commands;

import java.nio.file.Path;
import java.time.Duration;

import picocli.CommandLine.Option;

/// How the command benchmark is called.
public final class CommandOptions {

    @Option(names = "--rate", defaultValue = "100", description = "Commands a second, over all devices (default: ${DEFAULT-VALUE}).")
    int rate;

    @Option(names = "--duration", defaultValue = "PT60S", description = "How long commands are measured (default: ${DEFAULT-VALUE}).")
    Duration duration = Duration.ZERO;

    @Option(names = "--warm-up", defaultValue = "PT15S", description = "How long commands are sent before that, at the same rate (default: ${DEFAULT-VALUE}).")
    Duration warmUp = Duration.ZERO;

    @Option(names = "--devices", defaultValue = "100", description = "How many devices get them in turns (default: ${DEFAULT-VALUE}).")
    int devices;

    @Option(names = "--lapwing", defaultValue = "./lapwing", description = "The launcher (default: ${DEFAULT-VALUE}).")
    Path launcher = Path.of("lapwing");

    @Option(names = "--dir", defaultValue = "load-tests/target/commands", description = "Where the run keeps data, logs and its report (default: ${DEFAULT-VALUE}).")
    Path directory = Path.of("target");

    int warmUpCommands() {
        return commandsIn(warmUp);
    }

    int measuredCommands() {
        return commandsIn(duration);
    }

    private int commandsIn(Duration time) {
        return Math.toIntExact(time.toMillis() * rate / Duration.ofSeconds(1).toMillis());
    }

    /// Where this run keeps what it makes.
    Path runDirectory() {
        return directory.toAbsolutePath().resolve("run-" + ProcessHandle.current().pid());
    }
}

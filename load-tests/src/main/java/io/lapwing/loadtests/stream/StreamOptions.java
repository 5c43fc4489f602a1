package io.lapwing.loadtests.stream;

import java.nio.file.Path;

import picocli.CommandLine.Option;

/// How a stream run is called.
public final class StreamOptions {

    @Option(names = "--clients", defaultValue = "1000", description = "How many apps listen (default: ${DEFAULT-VALUE}).")
    int clients;

    @Option(names = "--warm-up", defaultValue = "10", description = "Seconds before it is measured (default: ${DEFAULT-VALUE}).")
    int warmUpSeconds;

    @Option(names = "--seconds", defaultValue = "30", description = "Seconds of each measurement (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(names = "--lapwing", defaultValue = "./lapwing", description = "The launcher (default: ${DEFAULT-VALUE}).")
    Path launcher = Path.of("lapwing");

    @Option(names = "--dir", defaultValue = "load-tests/target/stream", description = "Where the run keeps data, logs and its report (default: ${DEFAULT-VALUE}).")
    Path directory = Path.of("target");
}

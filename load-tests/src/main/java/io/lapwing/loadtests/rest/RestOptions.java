package io.lapwing.loadtests.rest;

import io.lapwing.loadtests.gatling.Plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import picocli.CommandLine.Option;

/// How the benchmark of the REST interface is called.
public final class RestOptions {

    @Option(names = "--devices", defaultValue = "2000", description = "How many devices there are (default: ${DEFAULT-VALUE}).")
    int devices;

    @Option(names = "--commanded", defaultValue = "100", description = "How many of them are connected and get commands (default: ${DEFAULT-VALUE}).")
    int commanded;

    @Option(names = "--readings", defaultValue = "3000000", description = "How many readings are stored before, each with three values (default: ${DEFAULT-VALUE}).")
    long readings;

    @Option(names = "--interval", defaultValue = "PT1M", description = "How often a device has sent one (default: ${DEFAULT-VALUE}).")
    Duration interval = Duration.ofMinutes(1);

    @Option(names = "--users", split = ",", defaultValue = "4,8,16", description = "How many users ask at once, one number after the other (default: ${DEFAULT-VALUE}).")
    List<Integer> users = List.of();

    @Option(names = "--seconds", defaultValue = "8", description = "How long each server is asked in a turn (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(names = "--rounds", defaultValue = "2", description = "How many turns each server gets with each number of users (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Option(names = "--warm-up", defaultValue = "PT2M", description = "How long each server is asked before (default: ${DEFAULT-VALUE}).")
    Duration warmUp = Duration.ZERO;

    @Option(names = "--bound", defaultValue = "150", description = "Milliseconds within which a server answers 99 of 100 requests of each kind at its best (default: ${DEFAULT-VALUE}).")
    int boundMillis;

    @Option(names = "--half-bound", defaultValue = "50", description = "Milliseconds within which Lapwing must answer as many at half of its best (default: ${DEFAULT-VALUE}).")
    int halfBoundMillis;

    @Option(names = "--ratio", defaultValue = "0.7", description = "What Lapwing must reach of the bare server's requests a second (default: ${DEFAULT-VALUE}).")
    double ratio;

    @Option(names = "--day-bound", defaultValue = "100", description = "Milliseconds within which a day of one device is answered that was asked for before (default: ${DEFAULT-VALUE}).")
    int dayMillis;

    @Option(names = "--cold-day-bound", defaultValue = "1000", description = "The same for one that is read from the disk (default: ${DEFAULT-VALUE}).")
    int coldDayMillis;

    @Option(names = "--day-only", description = "Only the time that a day of one device takes.")
    boolean dayOnly;

    @Option(names = "--seed", defaultValue = "1", description = "Chooses what is stored and what is asked (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--jvm-options", defaultValue = "", description = "More options for Lapwing's JVM, say to record where its time goes.")
    String jvmOptions = "";

    @Option(names = "--lapwing", defaultValue = "./lapwing", description = "The launcher (default: ${DEFAULT-VALUE}).")
    Path launcher = Path.of("lapwing");

    @Option(names = "--dir", defaultValue = "load-tests/target/rest", description = "Where the run keeps data, logs and its report (default: ${DEFAULT-VALUE}).")
    Path directory = Path.of("target");

    Plan.Fleet fleet() {
        return new Plan.Fleet(devices, Math.min(devices, commanded));
    }

    /// Where this run keeps what it makes.
    Path runDirectory() {
        return directory.toAbsolutePath().resolve("run-" + ProcessHandle.current().pid());
    }
}

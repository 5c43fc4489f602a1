package io.lapwing.loadtests.ingest;

import io.lapwing.loadtests.mqtt.MqttVersion;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the ingest benchmark is called.
public final class IngestOptions {

    private static final String BOUNDED_HEAP = "-Xmx256m";

    @Option(names = "--broker", split = ",", defaultValue = "MOSQUITTO,EMBEDDED", description = "Which brokers: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    List<BrokerKind> brokers = List.of();

    @Option(names = "--devices", split = ",", defaultValue = "4,50,500", description = "How many devices (default: ${DEFAULT-VALUE}).")
    List<Integer> devices = List.of();

    @Option(names = "--window", split = ",", defaultValue = "1,20,100", description = "Messages in flight per device (default: ${DEFAULT-VALUE}).")
    List<Integer> windows = List.of();

    @Option(names = "--warm-up", defaultValue = "4", description = "Seconds before each measurement (default: ${DEFAULT-VALUE}).")
    int warmUpSeconds;

    @Option(names = "--jit-seconds", defaultValue = "15", description = "Seconds of load before the first measurement of a server, until its JVM has compiled what is hot (default: ${DEFAULT-VALUE}).")
    int jitSeconds;

    @Option(names = "--seconds", defaultValue = "8", description = "Seconds of each measurement (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(names = "--outstanding", defaultValue = "4000", description = "With Mosquitto, whose PUBACK comes before the commit: how many messages may be published and not yet stored, if devices x window are fewer (default: ${DEFAULT-VALUE}).")
    int outstanding;

    @Option(names = "--mqtt", defaultValue = "V5", description = "What the devices speak: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    MqttVersion version = MqttVersion.V5;

    @Option(names = "--slow", description = "Instead of the table: 50 devices with and without one that stalls, on the embedded broker.")
    boolean slow;

    @Option(names = "--rules", paramLabel = "N", defaultValue = "0", description = "Instead of the table: what N rules cost, on the embedded broker.")
    int rules;

    @Option(names = "--fleet", paramLabel = "DEVICES", defaultValue = "10000", description = "With --rules: how many devices they watch (default: ${DEFAULT-VALUE}).")
    int fleet;

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "0", description = "Instead of the table: so many minutes of the first devices x window, with the memory every 10 s.")
    int minutes;

    @Option(names = "--backlog", paramLabel = "MESSAGES", defaultValue = "0", description = "Instead of the table: let so many messages wait in Mosquitto, then take them in.")
    long backlog;

    @Option(names = "--server-option", paramLabel = "OPTION", description = "A JVM option for the measured process, beside those of the launcher (-Xmx256m, -XX:StartFlightRecording=…).")
    @Nullable
    List<String> serverOptions;

    @Option(names = "--dir", defaultValue = "load-tests/target/ingest", description = "Where the run keeps data, logs and its report (default: ${DEFAULT-VALUE}).")
    Path directory = Path.of("target");

    Duration warmUp() {
        return Duration.ofSeconds(warmUpSeconds);
    }

    Duration measured() {
        return Duration.ofSeconds(seconds);
    }

    /// A run that is to show a flat memory bounds it: garbage that the JVM has no reason to collect yet would look like
    /// growth.
    List<String> jvmOptions() {
        List<String> chosen = serverOptions == null ? List.of() : serverOptions;
        return minutes > 0 || backlog > 0 ? Stream.concat(Stream.of(BOUNDED_HEAP), chosen.stream()).toList() : chosen;
    }

    /// Where this run keeps what it makes.
    Path runDirectory() {
        return directory.toAbsolutePath().resolve("run-" + ProcessHandle.current().pid());
    }
}

package io.lapwing.loadtests.kill;

import io.lapwing.loadtests.mqtt.LoadSettings;
import io.lapwing.loadtests.mqtt.MqttVersion;

import java.nio.file.Path;

import picocli.CommandLine.Option;

/// How a kill run is called.
public final class KillOptions {

    /// What is struck.
    enum Target {
        APP, POSTGRES, NETWORK
    }

    private static final long OUTSIDE_RATE = 3000;

    @Option(names = "--kills", defaultValue = "20", description = "How many strikes (default: ${DEFAULT-VALUE}).")
    int kills;

    @Option(names = "--target", defaultValue = "app", description = "What is struck: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). NETWORK means an outside broker.")
    Target target = Target.APP;

    @Option(names = "--outside", description = "Run on a broker and a database outside the app (implied by NETWORK and by more than one instance).")
    boolean outside;

    @Option(names = "--instances", defaultValue = "1", description = "How many app processes share the work (default: ${DEFAULT-VALUE}).")
    int instances;

    @Option(names = "--devices", defaultValue = "50", description = "How many devices (default: ${DEFAULT-VALUE}).")
    int devices;

    @Option(names = "--window", defaultValue = "20", description = "Messages in flight per device (default: ${DEFAULT-VALUE}).")
    int window;

    @Option(names = "--rate", defaultValue = "0", description = "Messages a second at most, over all devices (default: as many as it takes; with an outside broker, which would only queue them, 3000).")
    long rate;

    @Option(names = "--mqtt", defaultValue = "V5", description = "What the devices speak: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    MqttVersion version = MqttVersion.V5;

    @Option(names = "--seed", description = "Repeats the random choices of another run (default: a new one, which is printed).")
    long seed = System.nanoTime();

    @Option(names = "--max-pause", defaultValue = "5000", description = "The longest time between a recovery and the next strike, in ms (default: ${DEFAULT-VALUE}).")
    int maxPauseMillis;

    @Option(names = "--lapwing", defaultValue = "./lapwing", description = "The launcher (default: ${DEFAULT-VALUE}).")
    Path launcher = Path.of("lapwing");

    @Option(names = "--dir", defaultValue = "load-tests/target/kill", description = "Where the run keeps data, logs and its report (default: ${DEFAULT-VALUE}).")
    Path directory = Path.of("target");

    boolean isOutside() {
        return outside || instances > 1 || target == Target.NETWORK;
    }

    long maxPerSecond() {
        if (rate > 0) {
            return rate;
        }
        return isOutside() ? OUTSIDE_RATE : LoadSettings.UNBOUNDED;
    }
}

package io.lapwing.loadtests.ingest;

import io.lapwing.loadtests.mqtt.LoadCounts;
import io.lapwing.loadtests.mqtt.MqttLoad;
import io.lapwing.loadtests.server.BenchmarkFleet;

import java.time.Duration;

/// Checks at a load's end that what was acknowledged is what is stored: a benchmark that loses messages has measured
/// nothing.
final class Verification {

    private static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(3);

    private final Rig rig;
    private final BenchmarkFleet fleet;

    Verification(Rig rig, BenchmarkFleet fleet) {
        this.rig = rig;
        this.fleet = fleet;
    }

    /// Lets the load end and checks it.
    ///
    /// @param before what the rig had taken before this load
    /// @throws IllegalStateException if anything is not as it must be
    void check(MqttLoad load, long before) {
        if (!load.drain(DRAIN_TIMEOUT)) {
            throw new IllegalStateException(load.counts().inFlight() + " messages were never acknowledged");
        }
        LoadCounts counts = load.counts();
        if (!rig.awaitTaken(before + counts.acknowledged(), DRAIN_TIMEOUT)) {
            throw new IllegalStateException(
                    rig.taken() - before + " messages were taken of " + counts.acknowledged() + " acknowledged");
        }
        require("refused messages", 0, counts.refused());
        require("connects (the last problem: " + load.lastProblem() + ")", fleet.devices(), counts.connects());
        require("messages that were not accepted", 0, rig.report().notTaken());
        require("accepted messages", counts.acknowledged(), rig.taken() - before);
        if (rig.isStoring()) {
            require("stored rows", counts.acknowledged(), rig.rows(fleet));
        }
    }

    private static void require(String what, long expected, long found) {
        if (found != expected) {
            throw new IllegalStateException(what + ": " + found + " instead of " + expected);
        }
    }
}

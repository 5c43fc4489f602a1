package io.lapwing.loadtests.kill;

import io.lapwing.loadtests.kill.ReadBack.Verdict;
import io.lapwing.loadtests.mqtt.Acknowledged;
import io.lapwing.loadtests.mqtt.FleetMember;
import io.lapwing.loadtests.mqtt.LoadSettings;
import io.lapwing.loadtests.mqtt.MqttLoad;
import io.lapwing.loadtests.process.Waiting;
import io.lapwing.loadtests.report.JsonReport;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/// A kill run from its start to its report.
public final class KillScript {

    private static final Duration CONNECT_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration RECOVERY_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(3);
    private static final int MIN_PAUSE_MILLIS = 100;

    private final KillOptions options;
    private final RandomGenerator random;

    public KillScript(KillOptions options) {
        this.options = options;
        this.random = new SplittableRandom(options.seed);
    }

    /// @return whether nothing was lost, doubled or changed
    public boolean play() {
        System.out.printf("seed %d%n", options.seed);
        Path directory = options.directory.toAbsolutePath().resolve("run-" + ProcessHandle.current().pid());
        try (Scene scene = options.isOutside()
                ? Scene.outside(options.launcher.toAbsolutePath(), directory, options.instances)
                : Scene.embedded(options.launcher.toAbsolutePath(), directory)) {
            List<FleetMember> fleet = scene.register(options.devices);
            LoadSettings settings = LoadSettings.of(scene.broker(), fleet, options.window)
                    .withVersion(options.version).withMaxPerSecond(options.maxPerSecond());
            try (MqttLoad load = MqttLoad.start(settings)) {
                load.awaitConnected(CONNECT_TIMEOUT);
                StoreWatch watch = new StoreWatch(scene, load);
                awaitMore(watch, Instant.EPOCH, "the start");
                List<Round> rounds = strike(scene, load, watch);
                return report(directory, rounds, settle(load, watch), watch.openStore());
            }
        }
    }

    private List<Round> strike(Scene scene, MqttLoad load, StoreWatch watch) {
        Strike strike = switch (options.target) {
            case APP -> new KillApp(scene, random);
            case POSTGRES -> new StopPostgres(scene, random);
            case NETWORK -> new CutNetwork(scene, random);
        };
        List<Round> rounds = new ArrayList<>();
        for (int number = 1; number <= options.kills; number++) {
            Waiting.pause(Duration.ofMillis(random.nextInt(MIN_PAUSE_MILLIS, options.maxPauseMillis)));
            Map<DeviceKey, Acknowledged> toldBefore = load.acknowledged();
            String what = strike.hit();
            long hitAt = System.nanoTime();
            Instant mark = StoreWatch.mark();
            CompletableFuture<Duration> healing = CompletableFuture.supplyAsync(strike::heal);
            awaitMore(watch, mark, "strike " + number + ", " + what);
            Duration recovered = Duration.ofNanos(System.nanoTime() - hitAt);
            Duration healed = healing.join();
            rounds.add(new Round(number, what, toldBefore, healed, recovered));
            System.out.printf(Locale.ROOT, "%2d  %-26s back after %5.1f s, storing after %5.1f s, acknowledged %d%n",
                    number, what, healed.toMillis() / 1000.0, recovered.toMillis() / 1000.0,
                    load.counts().acknowledged());
        }
        return rounds;
    }

    private static void awaitMore(StoreWatch watch, Instant mark, String after) {
        if (!Waiting.until(() -> watch.hasMovedOn(mark), RECOVERY_TIMEOUT)) {
            throw new IllegalStateException("nothing is stored after " + after);
        }
    }

    private static Map<DeviceKey, Acknowledged> settle(MqttLoad load, StoreWatch watch) {
        if (!load.drain(DRAIN_TIMEOUT)) {
            throw new IllegalStateException(load.counts().inFlight() + " messages were never answered");
        }
        watch.awaitStored(load.counts().acknowledged(), DRAIN_TIMEOUT);
        return load.acknowledged();
    }

    private boolean report(Path directory, List<Round> rounds, Map<DeviceKey, Acknowledged> told, OpenStore store) {
        Map<DeviceKey, Verdict> verdicts;
        try (store) {
            verdicts = store.check(told);
        }
        KillReport report = new KillReport(rounds, verdicts, told);
        System.out.println();
        System.out.println(report.text());
        Path file = JsonReport.write(directory, "kill",
                Map.of("target", options.target, "instances", options.instances, "outside", options.isOutside(),
                        "devices", options.devices, "window", options.window, "seed", options.seed, "good",
                        report.isGood()),
                report.rows());
        System.out.println((report.isGood() ? "nothing lost, doubled or changed; " : "FAILED; ") + file);
        return report.isGood();
    }
}

package io.lapwing.local.app.wire;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.local.app.wire.Site.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// Apps that come back after the server was killed, or stopped, while a device goes on.
class ResumedStreamWireIT {

    private static final int MESSAGES = 6000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("");

    private final AtomicInteger acknowledged = new AtomicInteger();

    @Test
    void nothing_is_lost_or_doubled_over_kills_and_a_stop() throws Exception {
        try (LapwingProcess process = LapwingProcess.on(folder.resolve("data")).start()) {
            DeviceKey key = DeviceKey.of(Site.TENANT, "restless");
            AccessToken password = process.register(key, process.token(Site.TENANT, "admin"));
            String viewer = process.token(Site.TENANT, "viewer");
            List<Integer> seen = new ArrayList<>();
            StreamClient app = StreamClient.open(process, viewer, "?kinds=readings", "").awaitReady();
            CompletableFuture<Void> device = CompletableFuture.runAsync(() -> publishAll(process, key, password),
                    task -> Thread.ofVirtual().start(task));
            for (int strike = 1; strike <= 3; strike++) {
                awaitAcknowledged(strike * MESSAGES / 4, device);
                if (strike == 2) {
                    assertThat(process.terminate()).isZero();
                } else {
                    process.kill();
                }
                StreamClient ended = app;
                ended.await(() -> assertThat(ended.hasEnded()).isTrue());
                assertThat(ended.data("end")).hasSize(strike == 2 ? 1 : 0)
                        .allMatch(end -> end.contains("SHUTTING_DOWN"));
                seen.addAll(StreamWireIT.numbers(ended));
                process.start();
                app = StreamClient.open(process, viewer, "?kinds=readings", ended.lastId());
            }
            device.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            StreamClient last = app;
            int before = seen.size();
            Eventually.within(PATIENCE,
                    () -> assertThat(last.data("reading")).hasSizeGreaterThanOrEqualTo(MESSAGES - before));
            seen.addAll(StreamWireIT.numbers(last));
            assertThat(last.data("reset")).isEmpty();
            assertThat(seen).doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MESSAGES).boxed().toList());
            last.close();
        }
    }

    private void awaitAcknowledged(int number, CompletableFuture<Void> device) {
        Eventually.within(PATIENCE, () -> {
            assertThat(device).isNotCompletedExceptionally();
            assertThat(acknowledged.get()).isGreaterThanOrEqualTo(number);
        });
    }

    /// Publishes each message until it is acknowledged, over as many connections as that takes.
    private void publishAll(LapwingProcess process, DeviceKey key, AccessToken password) {
        long deadline = System.nanoTime() + PATIENCE.multipliedBy(4).toNanos();
        while (acknowledged.get() < MESSAGES && System.nanoTime() < deadline) {
            try (WireDevice device = WireDevice.connect(process.mqttAddress(), key, password)) {
                publishRest(device);
            } catch (MqttException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    private void publishRest(WireDevice device) throws MqttException {
        int window = 20;
        while (acknowledged.get() < MESSAGES) {
            int from = acknowledged.get();
            int to = Math.min(MESSAGES, from + window);
            List<IMqttToken> sent = new ArrayList<>();
            for (int i = from; i < to; i++) {
                sent.add(device.send("{\"ts\":%d,\"values\":{\"n\":%d}}".formatted(T0 + i, i)));
            }
            for (var token : sent) {
                token.waitForCompletion(5000);
                acknowledged.incrementAndGet();
            }
        }
    }
}

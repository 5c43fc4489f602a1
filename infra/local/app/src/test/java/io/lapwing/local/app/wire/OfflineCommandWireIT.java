package io.lapwing.local.app.wire;

import io.lapwing.local.app.wire.Steering.Owned;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// Commands to devices that are away, whatever happens to the process meanwhile.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfflineCommandWireIT {

    /// What happens between a request and its device's coming.
    enum Meanwhile {
        NOTHING, STOP, KILL
    }

    /// Longer than a restart takes.
    private static final long TTL_SECONDS = 3_600;

    private Site site;
    private Steering steering;

    @BeforeAll
    void open(@TempDir Path folder) {
        site = Site.open(folder);
        steering = new Steering(site);
    }

    @AfterAll
    void close() {
        site.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_command_is_delivered_once_to_a_device_that_comes_before_its_end(Meanwhile meanwhile) throws Exception {
        Owned pump = steering.device("in-time");
        String id = steering.command(pump, meanwhile == Meanwhile.NOTHING ? 20 : TTL_SECONDS);
        assertThat(steering.commandAsSeen(id)).contains("\"state\":\"QUEUED\"");
        if (meanwhile == Meanwhile.NOTHING) {
            awaitTime(steering.endOf(id).minusSeconds(10));
        }
        happen(meanwhile);

        try (SteeredDevice device = pump.connect().listeningTo("cmd/+")) {
            assertThat(Instant.now()).as("when the device has come").isBefore(steering.endOf(id));
            assertThat(Steering.text(device.next().text(), "id")).isEqualTo(id);
            steering.awaitState(id, "DELIVERED");
            expectNothingBefore(steering.command(pump, TTL_SECONDS), device);
        }
        try (SteeredDevice device = pump.connect().listeningTo("cmd/+")) {
            expectNothingBefore(steering.command(pump, TTL_SECONDS), device);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_command_is_never_published_to_a_device_that_comes_after_its_end(Meanwhile meanwhile) throws Exception {
        Owned pump = steering.device("too-late");
        String id = steering.command(pump, 3);
        happen(meanwhile);
        awaitTime(steering.endOf(id));
        steering.awaitState(id, "EXPIRED");

        try (SteeredDevice device = pump.connect().listeningTo("cmd/+")) {
            expectNothingBefore(steering.command(pump, TTL_SECONDS), device);
        }
        assertThat(steering.commandAsSeen(id)).contains("\"state\":\"EXPIRED\"", "\"sentAt\":null");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NOTHING")
    void a_command_comes_again_after_a_restart_only_if_its_device_did_not_acknowledge_it(Meanwhile meanwhile)
            throws Exception {
        Owned pump = steering.device("again");
        String id;
        try (SteeredDevice silent = pump.connectSilent().listeningTo("cmd/+")) {
            id = steering.command(pump, TTL_SECONDS);
            assertThat(Steering.text(silent.next().text(), "id")).isEqualTo(id);
            happen(meanwhile);
        }
        try (SteeredDevice device = pump.connect().listeningTo("cmd/+")) {
            assertThat(Steering.text(device.next().text(), "id")).isEqualTo(id);
            steering.awaitState(id, "DELIVERED");
            happen(meanwhile);
        }
        try (SteeredDevice device = pump.connect().listeningTo("cmd/+")) {
            expectNothingBefore(steering.command(pump, TTL_SECONDS), device);
        }
    }

    private void happen(Meanwhile meanwhile) {
        switch (meanwhile) {
            case NOTHING -> {
                return;
            }
            case STOP -> assertThat(site.process().terminate()).isZero();
            case KILL -> site.process().kill();
        }
        site.process().start();
    }

    /// What waits for a device is sent in its order, so that a later command tells that no earlier one comes any more.
    private void expectNothingBefore(String last, SteeredDevice device) throws InterruptedException {
        assertThat(Steering.text(device.next().text(), "id")).isEqualTo(last);
        steering.awaitState(last, "DELIVERED");
        assertThat(device.isToldNothing()).isTrue();
    }

    private static void awaitTime(Instant time) {
        Duration left = Duration.between(Instant.now(), time);
        within(left.plusSeconds(1), () -> assertThat(Instant.now()).isAfterOrEqualTo(time));
    }
}

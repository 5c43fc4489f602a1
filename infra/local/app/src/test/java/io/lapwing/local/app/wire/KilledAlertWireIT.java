package io.lapwing.local.app.wire;

import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.AlertEvent;
import io.lapwing.sharedmodel.event.RecordedEvent;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// A process is killed between what it stores and what it announces. That it is in between is no matter of luck: whoever
/// announces waits for a lock that the test holds.
class KilledAlertWireIT {

    private static final int KILLS = 20;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String THRESHOLD = """
            {"kind":"threshold","metric":"t","op":">","raise":80}""";

    /// Nobody appends to the tenant's feed while its end is locked.
    private static final String FEED = "select 1 from event_feed_end where tenant = '" + Site.TENANT + "' for update";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void announces_each_transition_once_though_its_process_was_killed_before_it_could() throws Exception {
        try (Site site = Site.open(folder)) {
            Rules rules = Rules.of(site);
            Map<DeviceKey, AccessToken> devices = new LinkedHashMap<>();
            IntStream.range(0, KILLS / 2).mapToObj(_ -> Site.key("killed"))
                    .forEach(key -> devices.put(key, site.register(key)));
            rules.watch(THRESHOLD, devices.keySet().toArray(DeviceKey[]::new));

            for (int value : new int[]{90, 70}) {
                for (Map.Entry<DeviceKey, AccessToken> device : devices.entrySet()) {
                    killOnceStored(site, device.getKey(), device.getValue(), value);
                    site.process().start();
                }
            }

            for (DeviceKey key : devices.keySet()) {
                List<SeenAlert> alerts = rules.alerts(key);
                assertThat(alerts).hasSize(1).noneMatch(SeenAlert::isOpen);
                String id = alerts.getFirst().id();
                assertThat(Announcements.of(site.process()).alerts(key)).containsExactly("raised " + id,
                        "cleared " + id);
            }
        }
    }

    /// Kills the process as soon as a reading is acknowledged. What it was about to announce is still to be announced.
    private static void killOnceStored(Site site, DeviceKey key, AccessToken token, int value) throws Exception {
        Announcements announcements = Announcements.of(site.process());
        try (WireDevice device = WireDevice.connect(site.process().mqttAddress(), key, token);
                Connection _ = locked(announcements, FEED)) {
            int told = alertsAmong(announcements.told(key));
            device.publish("{\"t\":" + value + "}");
            site.process().kill();

            assertThat(alertsAmong(announcements.told(key))).isEqualTo(told);
            assertThat(alertsAmong(announcements.onTheirWay(key))).isPositive();
        }
    }

    @Test
    void announces_a_transition_once_though_its_process_was_killed_before_it_noted_that() throws Exception {
        try (Site site = Site.open(folder)) {
            Rules rules = Rules.of(site);
            DeviceKey key = Site.key("killed");
            AccessToken token = site.register(key);
            rules.watch(THRESHOLD, key);
            try (WireDevice device = WireDevice.connect(site.process().mqttAddress(), key, token)) {
                killOnceTold(site, device);
            }

            assertThat(Announcements.of(site.process()).alerts(key))
                    .containsExactly("raised " + rules.alerts(key).getFirst().id());
        }
    }

    /// Kills the process when it has announced an alert, and is about to note that; and starts it again.
    private static void killOnceTold(Site site, WireDevice device) throws Exception {
        Announcements announcements = Announcements.of(site.process());
        within(SOON, () -> assertThat(announcements.told(device.key())).isNotEmpty());
        try (Connection feed = locked(announcements, FEED)) {
            device.publish("{\"t\":90}");
            within(SOON, () -> assertThat(alertsAmong(announcements.leased(device.key()))).isOne());
            // Nobody notes that the device's events were delivered while they are locked.
            String deliveries = "select 1 from outbox where order_key = 'watch/%s' for update".formatted(device.key());
            try (Connection _ = locked(announcements, deliveries)) {
                feed.rollback();
                within(SOON, () -> assertThat(alertsAmong(announcements.told(device.key()))).isOne());
                site.process().kill();
                assertThat(alertsAmong(announcements.onTheirWay(device.key()))).isOne();
                // Ends the database that the killed process has left, and with it what it was about to note.
                site.process().start();
            }
        }
    }

    private static int alertsAmong(List<RecordedEvent> events) {
        return (int) events.stream().filter(event -> event.event() instanceof AlertEvent).count();
    }

    /// A connection that holds what it has locked until it is closed.
    private static Connection locked(Announcements announcements, String lock) throws SQLException {
        Connection connection = announcements.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(lock);
        }
        return connection;
    }
}

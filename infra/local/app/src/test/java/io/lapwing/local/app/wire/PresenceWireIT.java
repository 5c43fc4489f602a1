package io.lapwing.local.app.wire;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceWentOffline;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.local.app.wire.Site.T0;
import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// Whether devices are there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresenceWireIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration SILENCE = Duration.ofSeconds(4);
    /// Later than any test ends: the will is not sent for the sake of time.
    private static final Duration LATE = Duration.ofHours(1);
    /// Wills are among them. Each test waits for those of its own, so that they are not taken for another's.
    private static final String ACCEPTED = "lapwing_messages_accepted_total";

    private Site site;
    private Announcements announcements;

    @BeforeAll
    void open(@TempDir Path folder) {
        site = Site.open(LapwingProcess.on(folder.resolve("data")).with("--silence", SILENCE.toString()));
        announcements = Announcements.of(site.process());
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    void the_will_of_a_former_session_leaves_a_device_online_and_that_of_the_current_one_does_not() throws Exception {
        DeviceKey key = Site.key("fenced");
        AccessToken token = site.register(key);
        try (WireDevice former = session(key, token, "former", 1, Duration.ZERO);
                WireDevice current = session(key, token, "current", 2, Duration.ZERO)) {
            former.tell(true, 1);
            current.tell(true, 2);
            long accepted = site.counter(ACCEPTED);

            former.cut();
            within(SOON, () -> assertThat(site.counter(ACCEPTED)).isEqualTo(accepted + 1));
            assertThat(isOnline(key)).isTrue();
            assertThat(departures(key)).isEmpty();

            current.cut();
            within(SOON, () -> assertThat(isOnline(key)).isFalse());
            within(SOON, () -> assertThat(site.counter(ACCEPTED)).isEqualTo(accepted + 2));
            assertThat(departures(key)).hasSize(1);
        }
    }

    @Test
    void a_device_that_reconnects_stays_online_though_the_delayed_will_of_its_cut_session_follows() throws Exception {
        DeviceKey key = Site.key("reconnecting");
        AccessToken token = site.register(key);
        try (WireDevice cut = session(key, token, "one-client", 1, LATE)) {
            cut.tell(true, 1);
            cut.cut();
            within(SOON, () -> assertThat(isOnline(key)).isFalse());
        }
        long accepted = site.counter(ACCEPTED);

        // Its new session makes the old one's will due.
        try (WireDevice back = session(key, token, "one-client", 2, LATE)) {
            back.tell(true, 2);

            within(SOON, () -> assertThat(site.counter(ACCEPTED)).isEqualTo(accepted + 2));
            assertThat(isOnline(key)).isTrue();
            assertThat(departures(key)).hasSize(1);
        }
    }

    @Test
    void a_device_that_says_that_it_goes_is_offline_and_what_it_says_of_another_session_is_ignored() throws Exception {
        DeviceKey key = Site.key("leaving");
        try (WireDevice device = session(key, site.register(key), "leaving", 7, LATE)) {
            device.tell(true, 7);
            device.tell(false, 6);
            assertThat(isOnline(key)).isTrue();

            device.tell(false, 7);
            assertThat(isOnline(key)).isFalse();
            // What was on the way when it went is no sign that it is back.
            device.publish("{\"t\":1}");
            assertThat(isOnline(key)).isFalse();

            device.tell(true, 8);
            assertThat(isOnline(key)).isTrue();
        }
    }

    @Test
    void a_child_of_a_gateway_follows_its_own_readings() throws Exception {
        DeviceKey gateway = Site.key("gateway");
        DeviceKey child = Site.key("child");
        AccessToken token = site.register("{\"id\":\"%s\",\"name\":\"g\",\"type\":\"t\",\"gateway\":true}"
                .formatted(gateway.device()));
        site.register("{\"id\":\"%s\",\"name\":\"c\",\"type\":\"t\",\"gatewayId\":\"%s\"}".formatted(child.device(),
                gateway.device()));
        try (WireDevice device = WireDevice.connect(site.process().mqttAddress(), gateway, token)) {
            within(SOON, () -> assertThat(isOnline(gateway)).isTrue());
            assertThat(isOnline(child)).isFalse();

            Instant sent = report(device, child);
            assertThat(arrivals(child)).hasSize(1);
            within(SOON, () -> assertThat(departures(child)).hasSize(1));
            assertThat(departures(child).getFirst().at()).isAfterOrEqualTo(sent.plus(SILENCE));
            assertThat(isOnline(gateway)).isTrue();

            sent = report(device, child);
            assertThat(arrivals(child)).hasSize(2);
            device.cut();
            within(SOON, () -> assertThat(isOnline(gateway)).isFalse());
            within(SOON, () -> assertThat(departures(child)).hasSize(2));
            assertThat(departures(child).getLast().at()).isAfterOrEqualTo(sent.plus(SILENCE));
        }
    }

    /// Has the gateway send a reading of its child.
    ///
    /// @return a time before that
    private static Instant report(WireDevice gateway, DeviceKey child) throws Exception {
        Instant before = now();
        gateway.publish(DeviceTopic.gatewayTelemetryOf(gateway.key()),
                "{\"%s\":[{\"t\":1}]}".formatted(child.device()).getBytes(StandardCharsets.UTF_8),
                new MqttProperties());
        return before;
    }

    @Test
    void a_device_that_only_posts_is_offline_once_it_is_silent() {
        DeviceKey key = Site.key("posting");
        site.register(key);
        Instant before = now();
        assertThat(site.post("/v1/devices/" + key.device() + "/telemetry", "{\"t\":1}").statusCode()).isEqualTo(200);

        within(SOON, () -> assertThat(departures(key)).hasSize(1));
        assertThat(arrivals(key)).hasSize(1);
        assertThat(departures(key).getFirst().at()).isAfterOrEqualTo(before.plus(SILENCE));
        assertThat(isOnline(key)).isFalse();
    }

    @Test
    void last_seen_moves_with_the_receipt_of_what_is_accepted_and_not_with_its_time() throws Exception {
        DeviceKey key = Site.key("seen");
        try (WireDevice device = session(key, site.register(key), "seen", 1, Duration.ZERO)) {
            within(SOON, () -> assertThat(isOnline(key)).isTrue());
            Instant before = now();
            device.publish("{\"ts\":%d,\"values\":{\"t\":1}}".formatted(T0));
            Instant seen = lastSeenAt(key);
            assertThat(seen).isBetween(before, now());

            device.publish("{\"ts\":12,\"values\":{\"t\":1}}");
            assertThat(device.nextError()).contains("\"code\":");
            assertThat(lastSeenAt(key)).isEqualTo(seen);

            Instant later = now();
            device.publish("{\"ts\":%d,\"values\":{\"t\":1}}".formatted(T0 - 1));
            Instant seenAgain = lastSeenAt(key);
            assertThat(seenAgain).isBetween(later, now());

            device.tell(true, 1);
            Instant born = lastSeenAt(key);
            long accepted = site.counter(ACCEPTED);
            device.cut();
            within(SOON, () -> assertThat(site.counter(ACCEPTED)).isEqualTo(accepted + 1));
            within(SOON, () -> assertThat(isOnline(key)).isFalse());
            assertThat(lastSeenAt(key)).isEqualTo(born);
        }
    }

    private WireDevice session(DeviceKey key, AccessToken token, String client, long sid, Duration willDelay)
            throws Exception {
        return WireDevice.connect(site.process().mqttAddress(), key, token, client, sid, willDelay);
    }

    private List<RecordedEvent> arrivals(DeviceKey device) {
        return announcements.all(device).stream().filter(event -> event.event() instanceof DeviceCameOnline).toList();
    }

    private List<RecordedEvent> departures(DeviceKey device) {
        return announcements.all(device).stream().filter(event -> event.event() instanceof DeviceWentOffline).toList();
    }

    private boolean isOnline(DeviceKey device) {
        return device(device).contains("\"online\":true");
    }

    private Instant lastSeenAt(DeviceKey device) {
        Matcher time = Pattern.compile("\"lastSeenAt\":\"([^\"]+)\"").matcher(device(device));
        assertThat(time.find()).isTrue();
        return Instant.parse(time.group(1));
    }

    private String device(DeviceKey device) {
        return site.get("/v1/devices/" + device.device()).body();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}

package io.lapwing.local.app.wire;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// What rules make of readings, as apps see it and as it is announced.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesWireIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String FROM_80_TO_75 = """
            {"kind":"threshold","metric":"t","op":">=","raise":80,"clear":75}""";
    private static final String FOR_TEN_MINUTES = """
            {"kind":"threshold","metric":"t","op":">","raise":80,"forSeconds":600}""";

    private Site site;
    private Rules rules;
    private Announcements announcements;

    @BeforeAll
    void open(@TempDir Path folder) {
        site = Site.open(folder);
        rules = Rules.of(site);
        announcements = Announcements.of(site.process());
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    void raises_at_80_and_clears_at_75_and_announces_each_once() throws Exception {
        try (WireDevice device = site.device()) {
            rules.watch(FROM_80_TO_75, device.key());
            Instant first = now().minusSeconds(10);
            List<Double> values = List.of(79.0, 80.0, 79.9, 76.0, 80.1, 75.0, 74.0);
            for (int i = 0; i < values.size(); i++) {
                device.publish(reading(first.plusSeconds(i), values.get(i)));
            }

            SeenAlert alert = onlyAlert(device);
            assertThat(alert.startedAt()).isEqualTo(alert.at("raisedAt")).isEqualTo(first.plusSeconds(1));
            assertThat(alert.isOpen()).isFalse();
            assertThat(alert.at("clearedAt")).isEqualTo(first.plusSeconds(5));
            assertThat(alert.fields().get("value")).isEqualTo(80L);
            assertThat(announcements.alerts(device.key())).containsExactly("raised " + alert.id(),
                    "cleared " + alert.id());
        }
    }

    @Test
    void makes_the_same_of_readings_that_come_in_one_message_in_any_order() throws Exception {
        try (WireDevice device = site.device()) {
            rules.watch(FROM_80_TO_75, device.key());
            Instant first = now().minusSeconds(10);
            device.publish("[%s,%s,%s,%s,%s,%s,%s]".formatted(reading(first.plusSeconds(5), 75),
                    reading(first.plusSeconds(2), 79.9), reading(first, 79), reading(first.plusSeconds(6), 74),
                    reading(first.plusSeconds(4), 80.1), reading(first.plusSeconds(1), 80),
                    reading(first.plusSeconds(3), 76)));

            SeenAlert alert = onlyAlert(device);
            assertThat(alert.at("raisedAt")).isEqualTo(first.plusSeconds(1));
            assertThat(alert.at("clearedAt")).isEqualTo(first.plusSeconds(5));
            assertThat(announcements.alerts(device.key())).containsExactly("raised " + alert.id(),
                    "cleared " + alert.id());
        }
    }

    @Test
    void makes_nothing_more_of_readings_that_are_delivered_again() throws Exception {
        try (WireDevice device = site.device()) {
            rules.watch(FROM_80_TO_75, device.key());
            Instant first = now().minusSeconds(10);
            String named = "{\"mid\":\"m-1\",\"ts\":%d,\"values\":{\"t\":81}}".formatted(first.toEpochMilli());
            String clearing = reading(first.plusSeconds(1), 74);
            for (String message : List.of(named, named, clearing, clearing, named, reading(first, 81), clearing)) {
                device.publish(message);
            }

            SeenAlert alert = onlyAlert(device);
            assertThat(alert.isOpen()).isFalse();
            assertThat(announcements.alerts(device.key())).containsExactly("raised " + alert.id(),
                    "cleared " + alert.id());
        }
    }

    @Test
    void counts_a_duration_by_the_times_of_readings_that_were_sent_late() throws Exception {
        try (WireDevice device = site.device()) {
            rules.watch(FOR_TEN_MINUTES, device.key());
            Instant ago = now().minus(Duration.ofHours(3));
            device.publish(reading(ago, 90));
            device.publish(reading(ago.plusSeconds(60), 70));

            assertThat(rules.alerts(device.key())).isEmpty();
            assertThat(announcements.alerts(device.key())).isEmpty();
        }
    }

    @Test
    void raises_one_alert_from_the_first_of_the_readings_that_breach_for_ten_minutes() throws Exception {
        try (WireDevice device = site.device()) {
            rules.watch(FOR_TEN_MINUTES, device.key());
            Instant first = now().minus(Duration.ofMinutes(10));
            for (int minute = 0; minute < 10; minute++) {
                device.publish(reading(first.plus(Duration.ofMinutes(minute)), 90));
            }
            assertThat(rules.alerts(device.key())).isEmpty();
            device.publish(reading(first.plus(Duration.ofMinutes(10)), 90));
            device.publish(reading(first.plus(Duration.ofMinutes(10)).plusMillis(1), 90));

            SeenAlert alert = onlyAlert(device);
            assertThat(alert.isOpen()).isTrue();
            assertThat(alert.startedAt()).isEqualTo(first);
            assertThat(alert.at("raisedAt")).isEqualTo(first.plus(Duration.ofMinutes(10)));
            assertThat(announcements.alerts(device.key())).containsExactly("raised " + alert.id());
        }
    }

    @Test
    void raises_nothing_for_one_reading_and_two_hours_of_silence_but_that_it_is_stale() throws Exception {
        try (WireDevice device = site.device()) {
            String lasting = rules.watch(FOR_TEN_MINUTES, device.key());
            String stale = rules.watch("{\"kind\":\"stale\",\"metric\":\"t\",\"afterSeconds\":7200}", device.key());
            Instant last = now().minus(Duration.ofHours(2)).plusSeconds(3);
            device.publish(reading(last, 90));

            within(SOON, () -> assertThat(rules.alerts(device.key())).isNotEmpty());
            SeenAlert alert = onlyAlert(device);
            assertThat(alert.text("ruleId")).isEqualTo(stale).isNotEqualTo(lasting);
            assertThat(alert.startedAt()).isEqualTo(last);
            assertThat(alert.at("raisedAt")).isEqualTo(last.plus(Duration.ofHours(2)));
            assertThat(announcements.alerts(device.key())).containsExactly("raised " + alert.id());

            device.publish(reading(now(), 20));
            assertThat(announcements.alerts(device.key())).containsExactly("raised " + alert.id(),
                    "cleared " + alert.id());
        }
    }

    @Test
    void announces_of_a_backlog_of_10000_readings_only_what_is_open_at_its_end() throws Exception {
        try (WireDevice over = site.device(); WireDevice open = site.device()) {
            rules.watch(FROM_80_TO_75, over.key(), open.key());
            Instant first = now().minus(Duration.ofHours(3));
            for (WireDevice device : List.of(over, open)) {
                flush(device, backlog(first, 10_000));
            }
            Instant last = first.plusSeconds(10_000);
            open.publish(reading(last, 90));

            within(SOON, () -> assertThat(announcements.told(open.key()).toString()).contains("AlertRaised"));
            List<SeenAlert> alerts = rules.alerts(open.key());
            assertThat(alerts).hasSizeGreaterThan(1).filteredOn(SeenAlert::isOpen).containsExactly(alerts.getFirst());
            assertThat(alerts.getFirst().startedAt()).isEqualTo(last);
            assertThat(alerts).extracting(SeenAlert::startedAt).doesNotHaveDuplicates();
            assertThat(announcements.alerts(open.key())).containsExactly("raised " + alerts.getFirst().id());
            // Had anything of it been kept to be told later, it would have been told by now.
            assertThat(rules.alerts(over.key())).hasSizeGreaterThan(1).noneMatch(SeenAlert::isOpen);
            assertThat(announcements.alerts(over.key())).isEmpty();
        }
    }

    /// In messages that each begin with the end of what the one before left open: 70, 90, 70, 90 …, and 70 at the end.
    private static List<String> backlog(Instant first, int count) {
        int size = 2_500;
        return IntStream.range(0, count / size).mapToObj(part -> IntStream.range(0, size)
                .map(i -> part * size + i)
                .mapToObj(i -> reading(first.plusSeconds(i), i % 2 == 0 || i == count - 1 ? 70 : 90))
                .collect(Collectors.joining(",", "[", "]"))).toList();
    }

    /// All at once: what takes longer than ten seconds to arrive may have its middle announced.
    private static void flush(WireDevice device, List<String> messages) throws MqttException {
        List<IMqttToken> sent = new ArrayList<>();
        for (String message : messages) {
            sent.add(device.send(message));
        }
        for (IMqttToken token : sent) {
            token.waitForCompletion(SOON.toMillis());
        }
    }

    @Test
    void looks_at_what_is_open_in_the_light_of_a_changed_rule() throws Exception {
        try (WireDevice device = site.device()) {
            String rule = rules.watch(FROM_80_TO_75, device.key());
            device.publish(reading(now().minusSeconds(2), 85));
            SeenAlert first = onlyAlert(device);

            rules.replace(rule, FROM_80_TO_75.replace("80", "84"), true, device.key());
            rules.settle();
            device.publish(reading(now().minusSeconds(1), 83));
            assertThat(onlyAlert(device).isOpen()).isTrue();

            rules.replace(rule, FROM_80_TO_75.replace("80", "90"), true, device.key());
            within(SOON, () -> assertThat(onlyAlert(device).isOpen()).isFalse());
            assertThat(announcements.alerts(device.key())).containsExactly("raised " + first.id(),
                    "cleared " + first.id());
        }
    }

    @Test
    void clears_what_a_rule_opened_that_is_disabled_or_deleted() throws Exception {
        try (WireDevice disabled = site.device(); WireDevice deleted = site.device()) {
            String one = rules.watch(FROM_80_TO_75, disabled.key());
            String other = rules.watch(FROM_80_TO_75, deleted.key());
            disabled.publish(reading(now(), 85));
            deleted.publish(reading(now(), 85));
            assertThat(onlyAlert(disabled).isOpen()).isTrue();
            assertThat(onlyAlert(deleted).isOpen()).isTrue();

            rules.replace(one, FROM_80_TO_75, false, disabled.key());
            rules.delete(other);

            for (WireDevice device : List.of(disabled, deleted)) {
                within(SOON, () -> assertThat(onlyAlert(device).isOpen()).isFalse());
                String id = onlyAlert(device).id();
                assertThat(announcements.alerts(device.key())).containsExactly("raised " + id, "cleared " + id);
            }
            rules.settle();
            deleted.publish(reading(now(), 95));
            disabled.publish(reading(now(), 95));
            assertThat(onlyAlert(deleted).isOpen()).isFalse();
            assertThat(onlyAlert(disabled).isOpen()).isFalse();
        }
    }

    @Test
    void keeps_who_cared_for_an_alert_and_when() throws Exception {
        try (WireDevice device = site.device()) {
            rules.watch(FROM_80_TO_75, device.key());
            device.publish(reading(now(), 85));
            String id = onlyAlert(device).id();
            assertThat(announcements.alerts(device.key())).containsExactly("raised " + id);
            Instant before = now();

            assertThat(act(token("viewer", "eve"), id, "acknowledge", "").statusCode()).isEqualTo(403);
            String bob = token("operator", "bob");
            SeenAlert acknowledged = done(bob, id, "acknowledge", "");
            assertThat(acknowledged.text("acknowledgedBy")).isEqualTo("user:bob");
            assertThat(acknowledged.at("acknowledgedAt")).isBetween(before, now());
            SeenAlert again = done(token("operator", "alice"), id, "acknowledge", "");
            assertThat(again.fields()).isEqualTo(acknowledged.fields());

            Instant until = now().plus(Duration.ofHours(1));
            SeenAlert silenced = done(bob, id, "silence", "{\"until\":\"" + until + "\"}");
            assertThat(silenced.at("silencedUntil")).isEqualTo(until);
            assertThat(done(bob, id, "unsilence", "").at("silencedUntil")).isNull();

            assertThat(announcements.alerts(device.key())).containsExactly("raised " + id,
                    "ACKNOWLEDGED " + id + " by user:bob", "SILENCED " + id + " by user:bob",
                    "UNSILENCED " + id + " by user:bob");
            assertThat(onlyAlert(device).fields()).containsAllEntriesOf(acknowledged.fields());
        }
    }

    private String token(String role, String subject) {
        return site.process().run("token", "--tenant", Site.TENANT, "--role", role, "--sub", subject).strip();
    }

    private HttpResponse<String> act(String token, String alert, String act, String json) {
        return site.process().post("/v1/alerts/" + alert + ":" + act, token, json);
    }

    private SeenAlert done(String token, String alert, String act, String json) {
        HttpResponse<String> response = act(token, alert, act, json);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return SeenAlert.of(response.body());
    }

    private SeenAlert onlyAlert(WireDevice device) {
        List<SeenAlert> alerts = rules.alerts(device.key());
        assertThat(alerts).hasSize(1);
        return alerts.getFirst();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String reading(Instant ts, double value) {
        return "{\"ts\":%d,\"values\":{\"t\":%s}}".formatted(ts.toEpochMilli(), value);
    }
}

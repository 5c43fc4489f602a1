package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.alert.Alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.lapwing.deviceingest.functions.WatchSystem.STORE;
import static io.lapwing.deviceingest.functions.WatchSystem.entry;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aRule;
import static org.assertj.core.api.Assertions.assertThat;

/// However readings are put into messages, the same alerts come of them.
class BatchingTest {

    private static final int READINGS = 60;

    private record What(Instant startedAt, Instant raisedAt, Instant clearedAt, @Nullable Double value,
            String rule) {

        static What of(Alert alert) {
            return new What(alert.startedAt(), alert.raisedAt(),
                    alert.clearedAt() == null ? Instant.MAX : alert.clearedAt(), alert.value(), alert.rule().value());
        }
    }

    static List<Arguments> seeds() {
        return new Random(20_260_301).longs(60).mapToObj(Arguments::of).toList();
    }

    /// @param old how long ago its rules were made
    private static WatchSystem system(Duration old) {
        WatchSystem system = new WatchSystem();
        system.rule(aRule().withId("plain").above(80));
        system.rule(aRule().withId("hysteresis").atLeast(82, 75));
        system.rule(aRule().withId("duration").aboveFor(78, Duration.ofMinutes(3)));
        system.goOn(old);
        return system;
    }

    /// Readings of the last hours, some of them far apart, some of another metric.
    private static List<String> readings(Random random, Instant from) {
        List<String> readings = new ArrayList<>();
        Instant at = from;
        for (int i = 0; i < READINGS; i++) {
            at = at.plusSeconds(random.nextInt(8) == 0 ? 600 : 1 + random.nextInt(120));
            readings.add(random.nextInt(5) == 0
                    ? "{\"ts\":" + at.toEpochMilli() + ",\"values\":{\"humidity\":" + i + "}}"
                    : entry(70 + random.nextInt(16), at));
        }
        return readings;
    }

    private static List<What> alertsOf(WatchSystem system) {
        system.pass(Duration.ofMinutes(1));
        return system.alerts().stream().map(What::of)
                .sorted(Comparator.comparing(What::rule).thenComparing(What::raisedAt)).toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void gives_the_same_alerts_as_one_reading_at_a_time(long seed) {
        Random random = new Random(seed);
        Duration old = Duration.ofHours(random.nextInt(2) * 6L);
        WatchSystem one = system(old);
        WatchSystem many = system(old);
        List<String> readings = readings(random, one.now().minus(Duration.ofHours(5)));

        readings.forEach(reading -> one.ingest(one.message(STORE).withJson(reading)));
        for (int sent = 0; sent < readings.size();) {
            int end = Math.min(readings.size(), sent + 1 + random.nextInt(15));
            List<String> batch = new ArrayList<>(readings.subList(sent, end));
            Collections.shuffle(batch, random);
            many.ingest(many.message(STORE).withJson(batch.toString()));
            sent = end;
        }

        assertThat(alertsOf(many)).containsExactlyInAnyOrderElementsOf(alertsOf(one));
        assertThat(many.toldOfAlerts()).containsExactlyInAnyOrderElementsOf(one.toldOfAlerts());
    }
}

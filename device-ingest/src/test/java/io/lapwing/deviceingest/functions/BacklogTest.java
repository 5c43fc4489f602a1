package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.fixtures.MessageBuilder;
import io.lapwing.sharedmodel.watch.Observation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.deviceingest.functions.WatchSystem.STORE;
import static io.lapwing.deviceingest.functions.WatchSystem.entry;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

class BacklogTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MANY = 10_000;

    private final WatchSystem system = new WatchSystem();
    private final Instant old = system.now().minus(Duration.ofHours(3));

    /// Sends what it was, a value each second from `from`, in messages of these sizes.
    private void sends(List<Double> values, Instant from, List<Integer> sizes) {
        int sent = 0;
        for (int size : sizes) {
            List<String> entries = new ArrayList<>();
            for (int end = Math.min(values.size(), sent + size); sent < end; sent++) {
                entries.add(entry(values.get(sent), from.plusSeconds(sent)));
            }
            if (!entries.isEmpty()) {
                system.ingest(system.message(STORE).withJson(entries.toString()));
            }
        }
        assertThat(sent).isEqualTo(values.size());
    }

    private static List<Double> crossings(int count, double last) {
        List<Double> values = new ArrayList<>(
                IntStream.range(0, count - 1).mapToObj(i -> i % 3 == 0 ? 90.0 : 70.0).toList());
        values.add(last);
        return values;
    }

    private static List<Integer> sizes(long seed) {
        Random random = new Random(seed);
        return random.ints(MANY, 1, 700).boxed().toList();
    }

    @Test
    void announces_nothing_of_what_was_over_before_it_was_known() {
        system.rule(aRule().aboveFor(80, Duration.ofMinutes(10)));

        system.reports(90, old);
        system.reports(70, old.plus(MINUTE));
        system.pass(MINUTE);

        assertThat(system.alerts()).isEmpty();
        assertThat(system.toldOfAlerts()).isEmpty();
    }

    @Test
    void raises_one_alert_of_readings_that_breach_for_long_enough() {
        system.rule(aRule().aboveFor(80, Duration.ofMinutes(10)));
        List<String> entries = IntStream.rangeClosed(0, 10).mapToObj(i -> entry(90, old.plus(MINUTE.multipliedBy(i))))
                .toList();

        system.ingest(system.message(STORE).withJson(entries.toString()));
        assertThat(system.toldOfAlerts()).as("the backlog may go on").isEmpty();
        system.pass(MINUTE);

        assertThat(system.alerts()).extracting(Alert::startedAt, Alert::raisedAt, Alert::clearedAt)
                .containsExactly(tuple(old, old.plus(MINUTE.multipliedBy(10)), null));
        assertThat(system.toldOfAlerts()).containsExactly("raised too-warm");
    }

    @Test
    void announces_what_a_fresh_reading_finds_still_open() {
        system.rule(aRule().above(80));
        system.reports(90, old);
        assertThat(system.toldOfAlerts()).isEmpty();

        system.reports(91);
        assertThat(system.toldOfAlerts()).containsExactly("raised too-warm");
        system.reports(70, system.now().plusSeconds(1));
        system.pass(MINUTE);

        assertThat(system.toldOfAlerts()).containsExactly("raised too-warm", "cleared too-warm");
    }

    @Test
    void announces_nothing_of_a_backlog_in_one_message_that_ends_well() {
        system.rule(aRule().above(80));

        sends(crossings(2000, 70), old, List.of(2000));
        system.pass(MINUTE);

        assertThat(system.toldOfAlerts()).isEmpty();
        assertThat(system.alerts()).as("the newest of those that are over").hasSize(Observation.MAX_ALERTS)
                .noneMatch(Alert::isOpen);
        assertThat(system.alerts().getLast().raisedAt()).isEqualTo(old.plusSeconds(1998));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void announces_nothing_of_a_backlog_in_many_messages_that_ends_well(long seed) {
        system.rule(aRule().above(80));

        sends(crossings(MANY, 70), old, sizes(seed));
        system.pass(MINUTE);

        assertThat(system.toldOfAlerts()).isEmpty();
        assertThat(system.alerts()).isNotEmpty().noneMatch(Alert::isOpen);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void announces_once_what_is_open_at_the_end_of_a_backlog(long seed) {
        system.rule(aRule().above(80));

        sends(crossings(MANY, 90), old, sizes(seed));
        assertThat(system.toldOfAlerts()).isEmpty();
        system.pass(MINUTE);

        assertThat(system.toldOfAlerts()).containsExactly("raised too-warm");
        assertThat(system.alerts()).filteredOn(Alert::isOpen).extracting(Alert::raisedAt)
                .containsExactly(old.plusSeconds(9999));
    }

    @Test
    void announces_nothing_of_a_backlog_of_single_readings_that_ends_well() {
        system.rule(aRule().above(80));
        List<Double> values = crossings(1000, 70);

        sends(values, old, IntStream.range(0, 1000).mapToObj(_ -> 1).toList());
        system.pass(MINUTE);

        assertThat(system.toldOfAlerts()).isEmpty();
        assertThat(system.alerts()).hasSize(333).noneMatch(Alert::isOpen);
    }

    @Test
    void announces_nothing_of_what_is_over_in_a_message_that_reaches_from_the_past_to_now() {
        system.rule(aRule().above(80));

        sends(crossings(2000, 70), system.now().minusSeconds(1999), List.of(2000));

        assertThat(system.toldOfAlerts()).isEmpty();
    }

    @Test
    void has_no_effect_when_a_backlog_comes_again() {
        system.rule(aRule().above(80));
        MessageBuilder message = system.message(STORE).withJson("[" + entry(90, old) + "," + entry(70,
                old.plusSeconds(1)) + "," + entry(95, old.plusSeconds(2)) + "]");
        system.ingest(message);
        system.pass(MINUTE);
        List<Alert> alerts = system.alerts();

        system.ingest(message, message);
        system.pass(MINUTE);

        assertThat(system.alerts()).isEqualTo(alerts).hasSize(2);
        assertThat(system.toldOfAlerts()).containsExactly("raised too-warm");
    }
}

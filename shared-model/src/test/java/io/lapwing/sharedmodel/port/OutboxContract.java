package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.RuleEvent.RuleChanged;
import io.lapwing.sharedmodel.event.WatchPosition;
import io.lapwing.sharedmodel.fixtures.Events;
import io.lapwing.sharedmodel.port.Outbox.Leased;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Events.anEvent;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/// What every [Outbox] does.
public abstract class OutboxContract implements OutboxRacingTests {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final TenantId tenant = freshTenant();

    @BeforeEach
    void empty() {
        Events.drain(outbox(), tenant);
    }

    /// The outbox under test, which nobody else uses meanwhile.
    @Override
    public abstract Outbox outbox();

    private void append(RecordedEvent... events) {
        outbox().append(List.of(events));
    }

    private List<Leased> take(Instant now) {
        return outbox().take(10, now, LEASE);
    }

    private Leased takeOne(Instant now) {
        List<Leased> taken = take(now);
        assertThat(taken).hasSize(1);
        return taken.getFirst();
    }

    private static List<RecordedEvent> events(List<Leased> leased) {
        return leased.stream().map(Leased::event).toList();
    }

    @Test
    void gives_out_all_that_an_event_says() {
        DeviceKey device = new DeviceKey(tenant, new DeviceId("cold:1"));
        RecordedEvent traced = new RecordedEvent(new AlertRaised(device, AlertId.of(1), new RuleId("r"),
                Severity.WARNING, now(), "81 °C is \"too\" warm", new WatchPosition(3, 1)), now(),
                new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true));
        RecordedEvent untraced = Events.recorded(new RuleChanged(tenant, new RuleId("r"), 2, 1, device.device()));

        append(traced, untraced);

        List<Leased> taken = take(now());
        assertThat(events(taken)).containsExactlyInAnyOrder(traced, untraced);
        assertThat(taken).extracting(Leased::attempt).containsOnly(1);
    }

    @Test
    void gives_out_of_each_key_the_first_until_it_is_delivered() {
        append(anEvent(tenant, "a", 10), anEvent(tenant, "a", 2), anEvent(tenant, "a", 100));
        List<Long> positions = new ArrayList<>();

        for (List<Leased> taken = take(now()); !taken.isEmpty(); taken = take(now())) {
            assertThat(taken).hasSize(1);
            assertThat(take(now())).isEmpty();
            positions.add(taken.getFirst().event().event().position());
            outbox().delivered(taken);
        }

        assertThat(positions).containsExactly(2L, 10L, 100L);
    }

    @Test
    void lets_no_key_wait_for_another() {
        append(anEvent(tenant, "a", 1), anEvent(tenant, "a", 2));
        Leased first = takeOne(now());

        append(anEvent(tenant, "ab", 1), anEvent(tenant, "a-b", 1), anEvent(tenant, "b", 1));

        assertThat(take(now())).hasSize(3).doesNotContain(first);
    }

    @Test
    void gives_out_no_more_than_asked_for_and_nothing_twice() {
        List<RecordedEvent> all = IntStream.range(0, 25).mapToObj(i -> anEvent(tenant, "k" + i, 1)).toList();
        outbox().append(all);
        Instant now = now();

        List<List<Leased>> taken = Stream.generate(() -> take(now)).limit(4).toList();

        assertThat(taken).extracting(List::size).containsExactly(10, 10, 5, 0);
        assertThat(taken.stream().flatMap(List::stream).map(Leased::event))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void takes_as_many_at_once_as_it_says_and_none() {
        List<RecordedEvent> all = IntStream.rangeClosed(1, Outbox.MAX_APPENDED)
                .mapToObj(i -> anEvent(tenant, "a", i)).toList();

        outbox().append(all);
        append();

        assertThat(Events.drain(outbox(), tenant)).containsExactlyElementsOf(all);
        List<RecordedEvent> tooMany = Stream.concat(all.stream(), Stream.of(anEvent(tenant, "b", 1))).toList();
        assertThatIllegalArgumentException().isThrownBy(() -> outbox().append(tooMany));
    }

    @Test
    void leaves_an_event_that_is_there_already_as_it_is() {
        RecordedEvent first = anEvent(tenant, "a", 1);
        append(first);
        Leased taken = takeOne(now());

        append(new RecordedEvent(first.event(), first.at().plusSeconds(1), null), anEvent(tenant, "a", 2));

        assertThat(take(now())).isEmpty();
        assertThat(taken.event()).isEqualTo(first);
        outbox().delivered(List.of(taken));
        assertThat(takeOne(now()).event().event().position()).isEqualTo(2);
    }

    @Test
    void gives_out_again_what_was_not_ended_before_its_lease_was() {
        append(anEvent(tenant, "a", 1), anEvent(tenant, "a", 2));
        Instant start = now();
        Leased lost = takeOne(start);

        assertThat(take(start.plus(LEASE).minusMillis(1))).isEmpty();
        Leased again = takeOne(start.plus(LEASE));

        assertThat(again.event()).isEqualTo(lost.event());
        assertThat(again.attempt()).isEqualTo(2);
    }

    @Test
    void does_nothing_to_an_event_whose_lease_was_lost() {
        append(anEvent(tenant, "a", 1), anEvent(tenant, "a", 2));
        Instant start = now();
        Leased lost = takeOne(start);
        Leased held = takeOne(start.plus(LEASE));

        outbox().delivered(List.of(lost));
        outbox().postpone(lost, start, "too late");
        outbox().putAside(lost, "too late");

        assertThat(take(start.plus(LEASE))).isEmpty();
        outbox().delivered(List.of(held));
        assertThat(takeOne(start.plus(LEASE)).event().event().position()).isEqualTo(2);
    }

    @Test
    void ends_a_lease_that_is_over_but_not_lost() {
        append(anEvent(tenant, "a", 1));
        Instant start = now();
        Leased taken = takeOne(start);

        outbox().delivered(List.of(taken));
        outbox().delivered(List.of(taken));

        assertThat(take(start.plus(LEASE))).isEmpty();
    }

    @Test
    void holds_a_postponed_event_and_its_key_and_no_other() {
        append(anEvent(tenant, "a", 1), anEvent(tenant, "a", 2));
        Instant start = now();
        Leased failed = takeOne(start);
        append(anEvent(tenant, "b", 1));

        outbox().postpone(failed, start.plusSeconds(100), "nobody there");

        assertThat(takeOne(start.plusSeconds(99)).event()).isNotEqualTo(failed.event());
        List<Leased> due = outbox().take(1, start.plusSeconds(100), LEASE);
        assertThat(due).extracting(Leased::event).containsExactly(failed.event());
        assertThat(due.getFirst().attempt()).isEqualTo(2);
    }

    @Test
    void gives_a_postponed_event_again_as_soon_as_it_is_due() {
        append(anEvent(tenant, "a", 1));
        Instant start = now();

        outbox().postpone(takeOne(start), start, "at once");

        assertThat(takeOne(start).attempt()).isEqualTo(2);
    }

    @Test
    void lets_a_key_go_on_without_what_was_put_aside() {
        append(anEvent(tenant, "a", 1), anEvent(tenant, "a", 2));
        Instant start = now();
        Leased hopeless = takeOne(start);

        outbox().putAside(hopeless, "hopeless");

        Leased next = takeOne(start);
        assertThat(next.event().event().position()).isEqualTo(2);
        outbox().delivered(List.of(next));
        assertThat(take(start.plus(Duration.ofDays(30)))).isEmpty();
    }
}

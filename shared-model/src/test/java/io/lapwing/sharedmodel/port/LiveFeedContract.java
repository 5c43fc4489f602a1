package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.ReadingBuilder;
import io.lapwing.sharedmodel.live.LiveEntry;
import io.lapwing.sharedmodel.live.LiveEntry.Happened;
import io.lapwing.sharedmodel.live.LiveEntry.Measured;
import io.lapwing.sharedmodel.live.LiveNews;
import io.lapwing.sharedmodel.live.LiveNews.Followed;
import io.lapwing.sharedmodel.live.LiveNews.Missing;
import io.lapwing.sharedmodel.live.LivePosition;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.telemetry.WriteResult.AlreadySeen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Events.anEvent;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.decimal;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.json;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static io.lapwing.sharedmodel.fixtures.Fixtures.text;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [LiveFeed] does.
public abstract class LiveFeedContract implements StoreTests {

    private final TenantId tenant = freshTenant();

    /// The feed under test, of what is appended to [#stores()] and [#events()].
    protected abstract LiveFeed live();

    protected abstract EventFeed events();

    /// Lets so much time go by that nothing is kept of what those could read who listened until now.
    protected abstract void forget(TenantId of);

    private LiveNews read(TenantId of, LivePosition after) {
        return Objects.requireNonNull(live().read(Map.of(of, after)).get(of));
    }

    /// All that came after a position until now, and where that ended.
    private Followed all(TenantId of, LivePosition after) {
        LivePosition now = live().open(of);
        List<LiveEntry> entries = new ArrayList<>();
        LivePosition position = after;
        do {
            Followed more = (Followed) read(of, position);
            entries.addAll(more.entries());
            position = more.end();
        } while (!position.includes(now));
        return new Followed(entries, position, false);
    }

    private static List<Measured> readings(List<LiveEntry> entries) {
        return entries.stream().filter(Measured.class::isInstance).map(Measured.class::cast).toList();
    }

    private static Stream<StoredReading> stored(Followed followed) {
        return readings(followed.entries()).stream().map(Measured::reading);
    }

    private static ReadingBuilder reading(int second) {
        return aReading().at(T0.plusSeconds(second)).withValue("t", second);
    }

    private DeviceKey pump() {
        return registered(aDevice().in(tenant));
    }

    @Test
    void tells_readings_as_they_are_stored() {
        DeviceKey pump = pump();
        LivePosition start = live().open(tenant);

        appendReadings(pump, reading(5).withValue("n", 9_007_199_254_740_993L).withValue("x", 0.5)
                .withValue("s", "00123").withValue("on", true).withValue("j", json("{\"a\":[1,null]}")));
        appendReadings(pump, reading(4).withSeq(7));

        assertThat(readings(all(tenant, start).entries())).extracting(Measured::device).containsExactly(pump, pump);
        List<StoredReading> told = stored(all(tenant, start)).toList();
        assertThat(told.getFirst().key()).isEqualTo(reading(5).build().key());
        assertThat(told.getFirst().late()).isFalse();
        assertThat(told.getFirst().values()).containsEntry(metric("n"), integer(9_007_199_254_740_993L))
                .containsEntry(metric("x"), decimal(0.5)).containsEntry(metric("s"), text("00123"))
                .containsOnlyKeys(metric("t"), metric("n"), metric("x"), metric("s"), metric("on"), metric("j"));
        assertThat(told.getLast()).isEqualTo(readings(pump).getFirst());
        assertThat(told.getLast().late()).isTrue();
        assertThat(told.getLast().key().seq()).isEqualTo(7);
    }

    @Test
    void does_not_tell_what_changed_nothing() {
        DeviceKey pump = pump();
        LivePosition start = live().open(tenant);
        appendReadings(pump, reading(1));
        written(aWrite().from(pump).withMid("m").with(reading(2)));
        LivePosition end = all(tenant, start).end();

        appendReadings(pump, reading(1));
        assertThat(append(aWrite().from(pump).withMid("m").with(reading(3)))).containsExactly(new AlreadySeen());

        assertThat(all(tenant, end).entries()).isEmpty();
        assertThat(stored(all(tenant, start))).hasSize(2);
    }

    @Test
    void tells_a_reading_again_that_is_not_what_it_was() {
        DeviceKey pump = pump();
        LivePosition start = live().open(tenant);
        appendReadings(pump, reading(9), reading(1).withValue("u", 7));
        LivePosition end = all(tenant, start).end();

        appendReadings(pump, reading(1).withValue("t", 50));
        appendReadings(pump, reading(1).withValue("w", 3));

        assertThat(stored(all(tenant, end))).extracting(StoredReading::values).containsExactly(
                Map.of(metric("t"), integer(50), metric("u"), integer(7)),
                Map.of(metric("t"), integer(1), metric("u"), integer(7), metric("w"), integer(3)));
        assertThat(stored(all(tenant, end))).allMatch(StoredReading::late);
    }

    @Test
    void tells_what_came_after_the_opening_only() {
        DeviceKey pump = pump();
        live().open(tenant);
        appendReadings(pump, reading(1));
        events().append(List.of(anEvent(tenant, "a", 1)));

        LivePosition start = live().open(tenant);
        appendReadings(pump, reading(2));
        events().append(List.of(anEvent(tenant, "a", 2)));

        Followed after = all(tenant, start);
        assertThat(stored(after)).extracting(StoredReading::key).containsExactly(reading(2).build().key());
        assertThat(after.entries()).filteredOn(Happened.class::isInstance)
                .extracting(entry -> ((Happened) entry).number()).containsExactly(2L);
        assertThat(all(tenant, after.end()).entries()).isEmpty();
    }

    @Test
    void goes_on_from_any_entry_without_a_gap_or_a_repetition() {
        DeviceKey pump = pump();
        DeviceKey tank = registered(aDevice().withId("tank-1").in(tenant));
        LivePosition start = live().open(tenant);
        for (int i = 0; i < 5; i++) {
            append(aWrite().from(pump).with(reading(3 * i)).with(reading(3 * i + 1)),
                    aWrite().from(tank).with(reading(i)));
            events().append(List.of(anEvent(tenant, "a", 2L * i), anEvent(tenant, "a", 2L * i + 1)));
        }
        List<LiveEntry> all = all(tenant, start).entries();

        LivePosition position = start;
        for (int i = 0; i < all.size(); i++) {
            position = position.with(all.get(i));
            List<LiveEntry> seen = all.subList(0, i + 1);
            assertThat(all(tenant, position).entries()).containsExactlyInAnyOrderElementsOf(
                    all.stream().filter(entry -> !seen.contains(entry)).toList());
        }

        assertThat(all).hasSize(25).doesNotHaveDuplicates();
        assertThat(readings(all).stream().filter(entry -> entry.device().equals(pump)).map(Measured::reading))
                .containsExactlyElementsOf(readings(pump));
    }

    @Test
    void tells_each_tenant_its_own() {
        TenantId other = freshTenant();
        DeviceKey pump = pump();
        DeviceKey theirs = registered(aDevice().in(other));
        Map<TenantId, LivePosition> start = Map.of(tenant, live().open(tenant), other, live().open(other));

        append(aWrite().from(pump).with(reading(1)), aWrite().from(theirs).with(reading(2)),
                aWrite().from(pump).with(reading(3)));
        events().append(List.of(anEvent(other, "a", 1)));

        live().open(tenant);
        Map<TenantId, LiveNews> news = live().read(start);
        assertThat(((Followed) Objects.requireNonNull(news.get(tenant))).entries()).hasSize(2)
                .allMatch(entry -> entry instanceof Measured reading && reading.device().equals(pump));
        assertThat(((Followed) Objects.requireNonNull(news.get(other))).entries()).hasSize(2);
        assertThat(readings(((Followed) Objects.requireNonNull(news.get(other))).entries()))
                .extracting(Measured::device).containsExactly(theirs);
    }

    @Test
    void misses_and_repeats_nothing_while_many_append() {
        int writers = 4;
        int appends = 25;
        List<DeviceKey> devices = Stream.of("a", "b", "c", "d").map(id -> registered(aDevice().withId(id).in(tenant)))
                .toList();
        LivePosition start = live().open(tenant);
        AtomicInteger running = new AtomicInteger(writers);

        List<List<LiveEntry>> seen = race(writers + 1, thread -> {
            if (thread == writers) {
                return readAlong(start, running);
            }
            for (int i = 0; i < appends; i++) {
                append(aWrite().from(devices.get(thread)).with(reading(2 * i)).with(reading(2 * i + 1)));
            }
            running.decrementAndGet();
            return List.<LiveEntry>of();
        });

        assertThat(readings(seen.getLast())).hasSize(writers * appends * 2)
                .extracting(entry -> entry.device() + " " + entry.reading().key()).doesNotHaveDuplicates();
        devices.forEach(device -> assertThat(readings(seen.getLast()).stream()
                .filter(entry -> entry.device().equals(device)).map(Measured::reading))
                .containsExactlyElementsOf(readings(device)));
    }

    private List<LiveEntry> readAlong(LivePosition start, AtomicInteger running) {
        List<LiveEntry> seen = new ArrayList<>();
        LivePosition position = start;
        while (running.get() > 0) {
            Followed more = (Followed) read(tenant, position);
            seen.addAll(more.entries());
            position = more.end();
        }
        seen.addAll(all(tenant, position).entries());
        return seen;
    }

    @Test
    void reads_nothing_for_nobody() {
        assertThat(live().read(Map.of())).isEmpty();
    }

    @Test
    void says_so_when_what_was_missed_is_no_longer_kept() {
        DeviceKey pump = pump();
        LivePosition start = live().open(tenant);
        appendReadings(pump, reading(1));
        forget(tenant);

        assertThat(read(tenant, start)).isEqualTo(new Missing());
        LivePosition anew = live().open(tenant);
        appendReadings(pump, reading(2));
        assertThat(stored(all(tenant, anew))).hasSize(1);
    }

    @Test
    void says_so_of_a_position_that_it_never_gave() {
        LivePosition start = live().open(tenant);

        assertThat(read(tenant, new LivePosition(start.event(), 0, 0))).isEqualTo(new Missing());
        assertThat(read(tenant, new LivePosition(start.event(), start.commit() + 1_000_000_000, 0)))
                .isEqualTo(new Missing());
        assertThat(read(tenant, new LivePosition(start.event() + 1, start.commit(), 0))).isEqualTo(new Missing());
    }
}

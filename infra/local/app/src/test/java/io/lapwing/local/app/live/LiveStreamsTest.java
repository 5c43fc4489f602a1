package io.lapwing.local.app.live;

import io.lapwing.restapi.domain.StreamFilter;
import io.lapwing.restapi.functions.LiveUpdates;
import io.lapwing.restapi.functions.OpenStream.Seen;
import io.lapwing.restapi.functions.OpenStream.Wanted;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.Eventually;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.live.LivePosition;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/// Streams on stores in memory.
class LiveStreamsTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final StreamSettings PATIENT = new StreamSettings(100, 50, 20, 1 << 20, Duration.ofMillis(5), NEVER,
            NEVER, NEVER);

    private final InMemoryStores stores = new InMemoryStores();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private LiveStreams streams = streams(PATIENT);

    private LiveStreams streams(StreamSettings settings) {
        return new LiveStreams(stores.live(), new LiveUpdates(stores.alerts(), stores.commands(), stores.files()),
                settings, meters,
                InstantSource.system());
    }

    @BeforeEach
    void register() {
        assertThat(stores.registry().create(aDevice().withKey(PUMP).build(), aTokenHash())).isTrue();
    }

    @AfterEach
    void close() {
        streams.close();
    }

    private App listen(Seen seen) {
        return App.listen(streams, wanted(seen, Instant.now().plus(NEVER)));
    }

    private static Wanted wanted(Seen seen, Instant expiresAt) {
        return new Wanted(ACME, StreamFilter.ALL, seen, expiresAt);
    }

    private App ready() {
        return ready(listen(new Seen.Nothing()));
    }

    private static App ready(App app) {
        Eventually.within(SOON, () -> assertThat(app.field("event")).contains("ready"));
        return app;
    }

    private static Seen upTo(String id) {
        return new Seen.UpTo(LivePosition.parse(id).orElseThrow());
    }

    /// Measures the seconds from one to before another, each in a message of its own.
    private void measure(int from, int to) {
        IntStream.range(from, to).forEach(i -> stores.telemetry().append(
                List.of(aWrite().from(PUMP).with(aReading().at(T0.plusSeconds(i)).withValue("n", i)).build())));
    }

    private static List<String> numbers(App app) {
        return app.readings().stream().map(data -> data.replaceFirst(".*\"n\":([0-9]+).*", "$1")).toList();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private double cutOffs(String code) {
        return meters.counter("lapwing.stream.cutoffs", "code", code).count();
    }

    @Test
    void begins_with_ready_and_goes_on_with_what_happens() {
        measure(0, 3);
        App app = ready();

        measure(3, 6);

        Eventually.within(SOON, () -> assertThat(numbers(app)).isEqualTo(numbers(3, 6)));
        assertThat(app.text()).startsWith("retry: 2000\n\nid: ").contains("\nevent: ready\ndata: {}\n\n")
                .endsWith(
                        "\nevent: reading\ndata: {\"deviceId\":\"pump-1\",\"ts\":\"2026-01-01T00:00:05.000Z\",\"seq\":0,"
                                + "\"late\":false,\"values\":{\"n\":5}}\n\n");
        assertThat(app.field("id")).doesNotHaveDuplicates();
        assertThat(meters.counter("lapwing.stream.updates").count()).isEqualTo(3);
        assertThat(meters.get("lapwing.stream.clients").gauge().value()).isOne();
    }

    @Test
    void sends_a_client_only_what_he_asks_for() {
        App others = App.listen(streams, new Wanted(ACME, new StreamFilter(Set.of(new DeviceId("tank-1")),
                Set.of(LiveKind.values())), new Seen.Nothing(), Instant.now().plus(NEVER)));
        App all = ready();
        ready(others);

        measure(0, 3);

        Eventually.within(SOON, () -> assertThat(all.readings()).hasSize(3));
        assertThat(others.readings()).isEmpty();
    }

    @Test
    void goes_on_after_the_last_id_for_whoever_comes_back() {
        App app = ready();
        measure(0, 10);
        Eventually.within(SOON, () -> assertThat(app.readings()).hasSize(10));
        measure(10, 100);

        App back = listen(upTo(app.field("id").get(6)));
        measure(100, 150);

        Eventually.within(SOON, () -> assertThat(numbers(back)).endsWith("149"));
        assertThat(numbers(back)).isEqualTo(numbers(6, 150));
    }

    @Test
    void loses_and_repeats_nothing_where_catching_up_meets_what_happens() throws Exception {
        App app = ready();
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger measured = new AtomicInteger();
        Thread device = Thread.ofPlatform().start(() -> {
            while (!enough.get()) {
                measure(measured.get(), measured.incrementAndGet());
                LockSupport.parkNanos(100_000);
            }
        });
        for (int round = 0; round < 20; round++) {
            List<String> ids = app.field("id");
            int seen = ids.size() - 1;
            App back = listen(upTo(ids.get(seen)));
            Eventually.within(SOON, () -> assertThat(back.readings()).hasSizeGreaterThan(50));
            List<String> got = numbers(back);
            assertThat(got).isEqualTo(numbers(seen, seen + got.size()));
            back.goAway();
        }
        enough.set(true);
        device.join();

        Eventually.within(SOON, () -> assertThat(numbers(app)).isEqualTo(numbers(0, measured.get())));
    }

    @Test
    void resets_a_client_whose_position_is_not_kept() {
        App app = ready();
        measure(0, 3);
        Eventually.within(SOON, () -> assertThat(app.readings()).hasSize(3));
        app.goAway();
        stores.forgetLive();

        App back = listen(upTo(app.lastId()));
        Eventually.within(SOON, () -> assertThat(back.field("event")).startsWith("ready", "reset"));

        // Where the tail finds out only later, there is another reset, and what came before that is part of it.
        AtomicInteger next = new AtomicInteger(3);
        Eventually.within(SOON, () -> {
            measure(next.get(), next.incrementAndGet());
            assertThat(back.readings()).isNotEmpty();
        });
        assertThat(back.field("data").get(1)).contains("\"reason\":\"");
    }

    @Test
    void resets_a_client_whose_position_means_nothing() {
        App back = listen(new Seen.Unknown());
        Eventually.within(SOON, () -> assertThat(back.field("event")).containsExactly("ready", "reset"));

        measure(0, 2);

        Eventually.within(SOON, () -> assertThat(numbers(back)).isEqualTo(numbers(0, 2)));
    }

    @Test
    void resets_those_who_listen_when_the_feed_has_lost_its_place() {
        App app = ready();
        stores.forgetLive();

        Eventually.within(SOON, () -> assertThat(app.field("event")).containsExactly("ready", "reset"));
        measure(0, 2);

        Eventually.within(SOON, () -> assertThat(numbers(app)).isEqualTo(numbers(0, 2)));
    }

    @Test
    void lets_a_client_read_for_himself_who_was_held_up_for_a_moment() {
        App app = ready();
        app.hold();
        measure(0, 500);
        App other = ready();
        measure(500, 600);
        // He begins where the tail is, which may be behind.
        Eventually.within(SOON, () -> assertThat(numbers(other)).endsWith(numbers(500, 600).toArray(String[]::new)));

        app.release();

        Eventually.within(SOON, () -> assertThat(numbers(app)).isEqualTo(numbers(0, 600)));
    }

    @Test
    void cuts_off_a_client_who_takes_nothing_while_others_get_everything() {
        streams.close();
        streams = streams(new StreamSettings(100, 50, 20, 1 << 20, Duration.ofMillis(5), NEVER,
                Duration.ofSeconds(2), NEVER));
        App slow = ready();
        App other = ready();
        slow.hold();

        measure(0, 500);

        Eventually.within(SOON, () -> assertThat(cutOffs("SLOW_CLIENT")).isOne());
        Eventually.within(SOON, () -> assertThat(numbers(other)).isEqualTo(numbers(0, 500)));
        slow.release();
        assertThat(slow.done()).succeedsWithin(SOON).isEqualTo(true);
        assertThat(slow.field("event").getLast()).isEqualTo("end");
        assertThat(slow.field("data").getLast()).contains("\"code\":\"SLOW_CLIENT\"");
        assertThat(other.done()).isNotDone();
        App back = listen(upTo(slow.lastId()));
        Eventually.within(SOON, () -> assertThat(numbers(slow).size() + numbers(back).size()).isEqualTo(500));
    }

    @Test
    void cuts_off_a_client_who_never_catches_up() {
        streams.close();
        streams = streams(new StreamSettings(100, 50, 20, 1 << 20, Duration.ofMillis(5), NEVER, NEVER,
                Duration.ofSeconds(2)));
        App slow = ready();
        slow.hold();
        measure(0, 100);

        Eventually.within(SOON, () -> assertThat(cutOffs("SLOW_CLIENT")).isOne());
        slow.release();

        assertThat(slow.done()).succeedsWithin(SOON);
        assertThat(slow.field("event").getLast()).isEqualTo("end");
    }

    @Test
    void ends_when_the_token_expires() {
        App app = App.listen(streams, wanted(new Seen.Nothing(), Instant.now().plusMillis(300)));

        assertThat(app.done()).succeedsWithin(SOON);
        assertThat(app.field("event")).containsExactly("ready", "end");
        assertThat(app.field("data").getLast()).contains("\"code\":\"TOKEN_EXPIRED\"");
        assertThat(cutOffs("TOKEN_EXPIRED")).isOne();
    }

    @Test
    void says_that_it_is_still_there_and_where_the_client_stands() {
        streams.close();
        streams = streams(new StreamSettings(100, 50, 20, 1 << 20, Duration.ofMillis(5), Duration.ofMillis(50), NEVER,
                NEVER));
        App others = App.listen(streams, new Wanted(ACME, new StreamFilter(Set.of(new DeviceId("tank-1")),
                Set.of(LiveKind.values())), new Seen.Nothing(), Instant.now().plus(NEVER)));
        ready(others);
        String begin = others.lastId();
        measure(0, 3);

        Eventually.within(SOON, () -> {
            assertThat(others.text()).contains("\n: \nid: ");
            assertThat(others.lastId()).isNotEqualTo(begin);
        });
        others.goAway();
        assertThat(others.done()).succeedsWithin(SOON).isEqualTo(false);
    }

    @Test
    void takes_in_no_more_clients_than_it_may() {
        streams.close();
        meters.clear();
        streams = streams(new StreamSettings(3, 2, 20, 1 << 20, Duration.ofMillis(5), Duration.ofMillis(20), NEVER,
                NEVER));
        App first = ready();
        ready();
        Wanted others = new Wanted(new TenantId("other"), StreamFilter.ALL, new Seen.Nothing(),
                Instant.now().plus(NEVER));

        assertThatIllegalStateException().isThrownBy(this::ready);
        App.listen(streams, others);
        assertThatIllegalStateException().isThrownBy(() -> App.listen(streams, others));
        assertThat(cutOffs("TOO_MANY_CLIENTS")).isEqualTo(2);
        first.goAway();
        assertThat(first.done()).succeedsWithin(SOON);
        Eventually.within(SOON, () -> assertThat(meters.get("lapwing.stream.clients").gauge().value()).isEqualTo(2));
        ready();
    }

    @Test
    void tells_everybody_when_it_stops_and_lets_nobody_in_then() throws Exception {
        App one = ready();
        App other = ready();

        streams.close();

        assertThat(one.done().get(SOON.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(other.done().get(SOON.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(List.of(one, other)).allSatisfy(app -> assertThat(app.text()).contains("event: end\n")
                .contains("\"code\":\"SHUTTING_DOWN\""));
        assertThatIllegalStateException().isThrownBy(this::ready);
    }
}

package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.StoreTests;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.telemetry.WriteResult.AlreadySeen;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aQuarantinedMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A process that is killed at any of its calls leaves a message whole or not at all, and the redelivery gives it
/// exactly one effect.
@NeedsDynamoDb
class KilledAppendTest implements StoreTests {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();
    private static final Stores STORES = TestDynamoDbStores.on(DATABASE);
    private static final Instant RECEIVED = now();

    @Override
    public Stores stores() {
        return STORES;
    }

    /// What the killed process wrote.
    enum Scenario {
        WITH_MID, WITHOUT_MID, WITH_ENTRY_MIDS, LARGE_WITH_MID, LARGE_WITHOUT_MID;

        private WriteBuilder message(Fleet fleet) {
            return switch (this) {
                case WITH_MID -> fleet.message().withMid("m1");
                case WITHOUT_MID -> fleet.message();
                case WITH_ENTRY_MIDS ->
                    fleet.message().with(aReading().at(T0.plusSeconds(7)).withValue("t", 7), "e1");
                case LARGE_WITH_MID -> fleet.largeMessage().withMid("m1");
                case LARGE_WITHOUT_MID -> fleet.largeMessage();
            };
        }

        private boolean isLarge() {
            return this == LARGE_WITH_MID || this == LARGE_WITHOUT_MID;
        }
    }

    /// What somebody does after the process was killed, before the message is delivered again.
    enum Meanwhile {
        NOTHING, READS
    }

    /// A gateway and two devices behind it, of a tenant of their own.
    private record Fleet(DeviceKey gateway, DeviceKey one, DeviceKey other) {

        WriteBuilder message() {
            return aWrite().from(gateway).receivedAt(RECEIVED)
                    .with(aReading().of(one).at(T0.plusSeconds(1)).withValue("t", 1).withValue("p", 2))
                    .with(aReading().of(other).at(T0.plusSeconds(2)).withValue("t", 3))
                    .with(aReading().at(T0.plusSeconds(3)).withValue("t", 4)).withQuarantined(poison(0));
        }

        /// More than a transaction takes: a hundred and ten ids of entries, and a few quarantined parts.
        WriteBuilder largeMessage() {
            WriteBuilder message = message();
            IntStream.range(0, 110).forEach(
                    i -> message.with(
                            aReading().of(i % 2 == 0 ? one : other).at(T0.plusSeconds(100 + i)).withValue("t", i),
                            "e" + i));
            IntStream.range(1, 40).forEach(i -> message.withQuarantined(poison(i)));
            return message;
        }

        QuarantinedMessage poison(int number) {
            return aQuarantinedMessage().of(gateway).withJson("{" + number).receivedAt(RECEIVED).build();
        }
    }

    /// All that can be seen of a fleet, without its tenant.
    private record Sight(Map<String, List<StoredReading>> readings, Map<String, Map<MetricName, LatestValue>> latest,
            Map<String, Optional<Instant>> seen, List<Long> occurrences) {}

    private Fleet fleet() {
        TenantId tenant = freshTenant();
        DeviceKey gateway = registered(aDevice().in(tenant).withId("gw").asGateway());
        Fleet fleet = new Fleet(gateway, registered(aDevice().behind(gateway).withId("one")),
                registered(aDevice().behind(gateway).withId("other")));
        append(aWrite().from(gateway).receivedAt(RECEIVED.minusSeconds(60))
                .with(aReading().of(fleet.one()).at(T0.plusSeconds(150)).withValue("t", 0).withValue("old", 1)));
        return fleet;
    }

    private Sight sight(Fleet fleet) {
        Map<String, List<StoredReading>> readings = new LinkedHashMap<>();
        Map<String, Map<MetricName, LatestValue>> latest = new LinkedHashMap<>();
        Map<String, Optional<Instant>> seen = new LinkedHashMap<>();
        for (DeviceKey device : List.of(fleet.gateway(), fleet.one(), fleet.other())) {
            readings.put(device.device().value(), readings(device));
            latest.put(device.device().value(), latest(device));
            seen.put(device.device().value(), Optional.ofNullable(device(device).lastSeenAt()));
        }
        List<Long> occurrences = stores().quarantine().list(fleet.gateway().tenant(), PageRequest.first(100)).items()
                .stream().map(entry -> entry.occurrences()).toList();
        return new Sight(readings, latest, seen, occurrences);
    }

    private static TelemetryStore mortal(int lastCall, boolean takesEffect) {
        return new DynamoDbTelemetryStore(new DynamoDatabase(
                MortalClient.of(TestDynamoDb.shared().client(), lastCall, takesEffect), DATABASE.tables()),
                InstantSource.system(), DeviceWatcher.NOBODY);
    }

    private static TelemetryStore fresh() {
        return new DynamoDbTelemetryStore(DATABASE, InstantSource.system(), DeviceWatcher.NOBODY);
    }

    private record Life(Fleet fleet, MessageWrite message, boolean finished) {}

    private Life live(Scenario scenario, int lastCall, boolean takesEffect) {
        Fleet fleet = fleet();
        MessageWrite message = scenario.message(fleet).build();
        try {
            mortal(lastCall, takesEffect).append(List.of(message));
            return new Life(fleet, message, true);
        } catch (StoreUnavailable _) {
            return new Life(fleet, message, false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void gives_a_message_one_effect_wherever_the_process_is_killed(Scenario scenario) {
        Fleet untouched = fleet();
        Sight before = sight(untouched);
        WriteResult full = fresh().append(List.of(scenario.message(untouched).build())).getFirst();
        Sight after = sight(untouched);
        int calls = 0;
        boolean finished = false;
        while (!finished) {
            calls++;
            for (boolean takesEffect : List.of(false, true)) {
                for (Meanwhile meanwhile : Meanwhile.values()) {
                    Life life = live(scenario, calls, takesEffect);
                    finished = life.finished();
                    boolean committed = finished;
                    if (meanwhile == Meanwhile.READS) {
                        Sight sight = sight(life.fleet());
                        assertThat(sight).isIn(before, after);
                        committed = sight.equals(after);
                    }
                    WriteResult result = fresh().append(List.of(life.message())).getFirst();

                    assertOneEffect(result, full, life.message(), meanwhile == Meanwhile.READS ? committed : null);
                    assertSameButForRedelivery(sight(life.fleet()), after, result);
                }
            }
        }
        assertThat(calls).isGreaterThan(scenario.isLarge() ? 8 : 2);
    }

    /// @param committed whether the message was there before it came again; null if nobody has looked
    private static void assertOneEffect(WriteResult result, WriteResult full, MessageWrite message,
            @Nullable Boolean committed) {
        int values = message.entries().stream().mapToInt(entry -> entry.reading().values().size()).sum();
        WriteResult none = message.mid() != null ? new AlreadySeen() : new Written(0, values, 0, 0);
        if (committed == null) {
            assertThat(result).isIn(full, none);
        } else {
            assertThat(result).isEqualTo(committed ? none : full);
        }
    }

    /// A message without an id whose parts are quarantined is counted each time that it comes.
    private static void assertSameButForRedelivery(Sight sight, Sight expected, WriteResult result) {
        boolean countedAgain = result instanceof Written(int added, _, _, _) && added == 0;
        List<Long> occurrences = expected.occurrences().stream().map(count -> countedAgain ? count + 1 : count)
                .toList();
        assertThat(sight).isEqualTo(
                new Sight(expected.readings(), expected.latest(), expected.seen(), occurrences));
    }

    /// A fleet whose large message was committed, and not spread out.
    private Life leftBehind() {
        for (int lastCall = 1;; lastCall++) {
            Life life = live(Scenario.LARGE_WITH_MID, lastCall, true);
            if (!journal(life).isEmpty()) {
                return life;
            }
            assertThat(life.finished()).isFalse();
        }
    }

    private static List<?> journal(Life life) {
        return DATABASE.query("test", Queries.of(DATABASE.tables().registry(),
                Keys.journal(life.fleet().gateway().tenant())).build()).items();
    }

    private static Sight expected(KilledAppendTest test) {
        Fleet untouched = test.fleet();
        fresh().append(List.of(untouched.largeMessage().withMid("m1").build()));
        return test.sight(untouched);
    }

    @Test
    void completes_what_was_left_behind_once_however_many_do_it() {
        Sight expected = expected(this);
        Life life = leftBehind();

        List<Sight> sights = race(6, thread -> {
            if (thread % 2 == 0) {
                assertThat(fresh().append(List.of(life.message()))).containsExactly(new AlreadySeen());
            }
            return sight(life.fleet());
        });

        assertThat(sights).containsOnly(expected);
        assertThat(sight(life.fleet())).isEqualTo(expected);
    }

    @Test
    void shows_what_was_left_behind_to_whoever_reads_any_of_it() {
        Sight expected = expected(this);
        Life life = leftBehind();

        DeviceKey gateway = life.fleet().gateway();
        assertThat(stores().telemetry().latest(life.fleet().other(), Set.of()))
                .isEqualTo(expected.latest().get("other"));
        assertThat(readings(gateway)).isEqualTo(expected.readings().get("gw"));
        assertThat(sight(life.fleet())).isEqualTo(expected);
    }

    @Test
    void leaves_a_young_entry_to_its_writer_and_ends_an_old_one() {
        Sight expected = expected(this);
        Life life = leftBehind();
        DeviceKey other = life.fleet().other();

        assertThat(readings(other)).isEqualTo(expected.readings().get("other"));
        assertThat(journal(life)).isNotEmpty();

        TelemetryStore later = new DynamoDbTelemetryStore(DATABASE, () -> Instant.now().plusSeconds(120),
                DeviceWatcher.NOBODY);
        assertThat(later.latest(other, Set.of())).isEqualTo(expected.latest().get("other"));
        assertThat(journal(life)).isEmpty();
        assertThat(sight(life.fleet())).isEqualTo(expected);
    }

    @Test
    void counts_exactly_while_readers_help() {
        Fleet untouched = fleet();
        WriteResult full = fresh().append(List.of(untouched.largeMessage().build())).getFirst();
        Fleet fleet = fleet();
        MessageWrite message = fleet.largeMessage().build();

        List<List<WriteResult>> results = race(4, thread -> {
            if (thread == 0) {
                return fresh().append(List.of(message));
            }
            List<Integer> counts = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                counts.add(readings(fleet.one()).size());
            }
            assertThat(counts).isSubsetOf(1, 56).isSorted();
            return List.of();
        });

        assertThat(results.getFirst()).containsExactly(full);
        assertThat(sight(fleet)).isEqualTo(sight(untouched));
    }

    @Test
    void gives_up_on_a_database_that_does_not_answer() {
        Fleet fleet = fleet();

        assertThatThrownBy(() -> mortal(1, false).append(List.of(fleet.message().build())))
                .isInstanceOf(StoreUnavailable.class).hasMessageContaining("TelemetryStore.append");
    }
}

package io.lapwing.aws.deviceingest;

import io.lapwing.aws.adapters.CachedDeviceLookup;
import io.lapwing.aws.adapters.CachedRuleLookup;
import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbDeviceRegistry;
import io.lapwing.aws.adapters.DynamoDbOutbox;
import io.lapwing.aws.adapters.DynamoDbRuleStore;
import io.lapwing.aws.adapters.NeedsDynamoDb;
import io.lapwing.aws.adapters.TestDynamoDb;
import io.lapwing.aws.adapters.TestDynamoDbStores;
import io.lapwing.deviceingest.domain.PresenceRules;
import io.lapwing.deviceingest.functions.CheckDevices;
import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.deviceingest.functions.WatchDevices;
import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.AlertEvent;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCleared;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.fixtures.RuleBuilder;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.inmemory.RecordedReplies;
import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.port.Outbox.Leased;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aRule;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// Rules over what functions on AWS ingest, on the stores that they have there.
@NeedsDynamoDb
class WatchedIngestTest {

    private static final PresenceRules PRESENCES = new PresenceRules(PresenceRules.DEFAULT_SILENCE, _ -> false);

    private final DynamoDatabase database = TestDynamoDb.shared().database();
    private final DynamoDbDeviceRegistry devices = new DynamoDbDeviceRegistry(database, InstantSource.system());
    private final RuleStore rules = new DynamoDbRuleStore(database);
    private final Stores stores = TestDynamoDbStores.on(database, watcher());
    private final Instant start = now().minus(Duration.ofMinutes(30));
    private final DeviceKey store = aDevice().in(freshTenant()).withType("cold-store").build().key();

    WatchedIngestTest() {
        assertThat(devices.create(aDevice().withKey(store).build(), aTokenHash())).isTrue();
    }

    private WatchDevices watcher() {
        return new WatchDevices(new CachedDeviceLookup(devices), new CachedRuleLookup(rules), PRESENCES);
    }

    /// An instance of the function, with memories of its own.
    private IngestTelemetry instance() {
        return new IngestTelemetry(new CachedDeviceLookup(devices),
                TestDynamoDbStores.on(database, watcher()).telemetry(),
                new RecordedReplies(), new CountedCounters());
    }

    private void rule(RuleBuilder rule) {
        assertThat(rules.save(rule.in(store.tenant()).build(), List.of())).isEqualTo(RuleStore.Written.DONE);
    }

    private ReceivedMessage message(Instant at, double value) {
        return aMessage().from(store).receivedAt(at)
                .withJson("{\"ts\":%d,\"values\":{\"temperature\":%s}}".formatted(at.toEpochMilli(), value)).build();
    }

    private List<Alert> alerts() {
        return Pages.all(page -> stores.alerts().list(store.tenant(), AlertFilter.ALL, page));
    }

    private List<Event> alertEvents() {
        List<Event> events = new ArrayList<>();
        Outbox outbox = new DynamoDbOutbox(database);
        for (List<Leased> leased = take(outbox); !leased.isEmpty(); leased = take(outbox)) {
            leased.forEach(one -> events.add(one.event().event()));
            outbox.delivered(leased);
        }
        return events.stream().filter(AlertEvent.class::isInstance).toList();
    }

    private static List<Leased> take(Outbox outbox) {
        return outbox.take(100, Instant.now(), Duration.ofMinutes(1));
    }

    @Test
    void raises_once_and_clears_once_over_a_threshold_with_hysteresis() {
        rule(aRule().atLeast(80, 75));
        double[] values = {79, 80, 79.9, 76, 80.1, 75, 74};
        for (int i = 0; i < values.length; i++) {
            instance().apply(List.of(message(start.plusSeconds(i), values[i])));
        }

        Alert alert = alerts().getFirst();
        assertThat(alerts()).hasSize(1);
        assertThat(alert.startedAt()).isEqualTo(start.plusSeconds(1));
        assertThat(alert.clearedAt()).isEqualTo(start.plusSeconds(5));
        assertThat(alertEvents()).hasExactlyElementsOfTypes(AlertRaised.class, AlertCleared.class);
    }

    @Test
    void raises_one_alert_where_two_instances_evaluate_readings_of_one_device() {
        rule(aRule().atLeast(80, 75));
        List<IngestTelemetry> instances = List.of(instance(), instance());

        race(2, thread -> {
            for (int i = 0; i < 20; i++) {
                instances.get(thread).apply(List.of(message(start.plusMillis(2L * i + thread), 85 + i)));
            }
            return thread;
        });

        assertThat(alerts()).hasSize(1);
        assertThat(alertEvents()).hasExactlyElementsOfTypes(AlertRaised.class);
    }

    @Test
    void tells_of_a_device_that_went_silent() {
        rule(aRule().staleAfter(Duration.ofMinutes(10)));
        instance().apply(List.of(message(start, 20)));
        CheckDevices check = new CheckDevices(stores.watches(), devices, rules, PRESENCES);
        assertThat(devices.find(Set.of(store)).values()).allMatch(Device::online);

        check.apply(start.plus(Duration.ofMinutes(9)));
        assertThat(alerts()).isEmpty();

        check.apply(start.plus(Duration.ofMinutes(20)));
        check.apply(start.plus(Duration.ofMinutes(21)));

        assertThat(alerts()).hasSize(1).allMatch(Alert::isOpen);
        assertThat(devices.find(Set.of(store)).values()).noneMatch(Device::online);
    }
}

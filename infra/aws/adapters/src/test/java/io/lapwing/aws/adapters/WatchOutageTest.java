package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.Alert.Care;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor.Deed;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.fixtures.ThresholdWatcher;
import io.lapwing.sharedmodel.fixtures.Watches;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.StoreTests;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.watch.DeviceWatch;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aRule;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Watching, when DynamoDB does not answer, or its answers are lost.
@NeedsDynamoDb
class WatchOutageTest implements StoreTests {

    private final DynamoDbTables tables = TestDynamoDb.shared().freshTables();
    private final DynamoDbFaults faults = DynamoDbFaults.before(TestDynamoDb.shared().endpoint());
    private final DynamoDbClient client = faults.client();
    private final DynamoDatabase faulty = new DynamoDatabase(client, tables);
    private final Stores stores = TestDynamoDbStores.on(faulty, new ThresholdWatcher());
    /// Past the faults.
    private final DynamoDatabase database = new DynamoDatabase(TestDynamoDb.shared().client(), tables);
    private final Stores direct = TestDynamoDbStores.on(database);

    @Override
    public Stores stores() {
        return direct;
    }

    @AfterEach
    void close() {
        client.close();
        faults.close();
    }

    private List<Alert> alerts(DeviceKey device) {
        return direct.alerts().list(device.tenant(), AlertFilter.ALL, PageRequest.first(10)).items();
    }

    private void raise(DeviceKey device) {
        stores.telemetry().append(List.of(aWrite().from(device).with(aReading().withValue("t", 80)).build()));
    }

    @Test
    void stores_neither_the_reading_nor_the_alert_that_it_can_get_no_number_for() {
        DeviceKey pump = registered();
        faults.always("UpdateItem", Fault.throttled());

        assertThatThrownBy(() -> raise(pump)).isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("TelemetryStore.append").hasMessageContaining("AN#" + pump.tenant());

        assertThat(readings(pump)).isEmpty();
        assertThat(alerts(pump)).isEmpty();
        assertThat(direct.watches().find(Set.of(pump))).containsEntry(pump, DeviceWatch.NOTHING);
    }

    /// Once on its way from DynamoDB to the client, and once more when the JDK sends the request again.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void doubles_nothing_whose_answer_was_lost(int times) {
        DeviceKey pump = registered();
        faults.next("UpdateItem", times, Fault.lost());
        faults.next("TransactWriteItems", times, Fault.lost());

        raise(pump);

        assertThat(alerts(pump)).hasSize(1);
        assertThat(TestOutbox.of(database, "watch/" + pump)).hasSize(1);

        Alert cared = alerts(pump).getFirst().caredFor(new Care("user:alice", T0, null));
        faults.next("TransactWriteItems", times, Fault.lost());
        assertThat(stores.alerts().care(cared, List.of(new RecordedEvent(
                new AlertCaredFor(pump, cared.id(), Deed.ACKNOWLEDGED, "user:alice", 2), T0, null)))).isTrue();
        assertThat(alerts(pump)).containsExactly(cared);

        faults.next("TransactWriteItems", times, Fault.lost());
        assertThat(stores.watches().look(pump, now(), false, (sighting, _) -> Watches.counted(sighting, 1))).isTrue();
        assertThat(direct.watches().find(Set.of(pump)).values()).extracting(Watches::count).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void counts_a_rule_once_whose_answer_was_lost(int times) {
        RuleStore rules = new DynamoDbRuleStore(faulty);
        Rule rule = aRule().in(freshTenant()).build();

        faults.next("TransactWriteItems", times, Fault.lost());
        assertThat(rules.save(rule, List.of())).isEqualTo(RuleStore.Written.DONE);
        assertThat(count(rule)).isEqualTo(1);

        faults.next("TransactWriteItems", times, Fault.lost());
        assertThat(rules.delete(rule.tenant(), rule.id(), 1, List.of())).isTrue();
        assertThat(count(rule)).isZero();
    }

    private long count(Rule rule) {
        return database.get("test", database.keys().watch().ruleCount(rule.tenant()))
                .map(item -> Items.number(item, "n"))
                .orElseThrow();
    }

    @Test
    void gives_the_numbers_of_a_transaction_that_did_not_come_about_to_the_next() {
        DeviceKey pump = registered();
        faults.next("TransactWriteItems", 3, Fault.cancelled("TransactionConflict"));

        raise(pump);

        assertThat(alerts(pump)).extracting(Alert::id).containsExactly(AlertId.of(1));
        assertThat(faults.operations()).filteredOn("UpdateItem"::equals).hasSize(1);
    }

    @Test
    void says_that_a_database_that_is_gone_is_an_outage() {
        DeviceKey pump = registered();
        raise(pump);
        Alert alert = alerts(pump).getFirst();
        RuleStore rules = new DynamoDbRuleStore(faulty);
        faults.close();

        assertUnavailable("WatchStore.find", () -> stores.watches().find(Set.of(pump)));
        assertUnavailable("WatchStore.look", () -> stores.watches().look(pump, now(), false,
                (sighting, _) -> Watches.counted(sighting, 1)));
        assertUnavailable("WatchStore.due", () -> stores.watches().due(now(), 10));
        assertUnavailable("AlertStore.find", () -> stores.alerts().find(pump.tenant(), alert.id()));
        assertUnavailable("AlertStore.list",
                () -> stores.alerts().list(pump.tenant(), AlertFilter.ALL, PageRequest.first(1)));
        assertUnavailable("AlertStore.care", () -> stores.alerts().care(alert.caredFor(Care.NONE), List.of()));
        assertUnavailable("RuleStore.enabled", () -> rules.enabled(Set.of(pump.tenant())));
        assertUnavailable("RuleStore.save", () -> rules.save(aRule().in(pump.tenant()).build(), List.of()));
    }

    private static void assertUnavailable(String operation, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(StoreUnavailable.class).hasMessageContaining(operation);
    }
}

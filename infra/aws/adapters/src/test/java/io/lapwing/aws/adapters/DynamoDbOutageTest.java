package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.device.TokenHash;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.IdempotencyStore.Claim;
import io.lapwing.sharedmodel.port.IdempotencyStore.ClaimKey;
import io.lapwing.sharedmodel.port.IdempotencyStore.Reply;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.anAuditEvent;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What the stores make of a DynamoDB that has no capacity, is slow, or is lost on the way.
@NeedsDynamoDb
class DynamoDbOutageTest {

    /// The eight seconds that stores are patient, a last call that began within them, and some time for the machine.
    private static final Duration BOUND = Duration.ofSeconds(20);

    private final DynamoDbTables tables = TestDynamoDb.shared().freshTables();
    private final DynamoDbFaults faults = DynamoDbFaults.before(TestDynamoDb.shared().endpoint());
    private final DynamoDbClient client = faults.client();
    private final Stores stores = TestDynamoDbStores.on(new DynamoDatabase(client, tables));
    /// Past the faults.
    private final DynamoDatabase database = new DynamoDatabase(TestDynamoDb.shared().client(), tables);
    private final Stores direct = TestDynamoDbStores.on(database);
    private final TokenHash token = aTokenHash();
    private final Device pump = aDevice().in(freshTenant()).build();

    @AfterEach
    void close() {
        client.close();
        faults.close();
    }

    private static void assertUnavailable(Supplier<? extends @Nullable Object> call) {
        long start = System.nanoTime();
        assertThatThrownBy(call::get).isInstanceOf(StoreUnavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }

    private void assertNothingIsThere() {
        assertThat(direct.registry().find(Set.of(pump.key()))).isEmpty();
        assertThat(direct.credentials().authenticate(token, now())).isEmpty();
        Stream.of(database.keys().state(pump.key()), database.keys().tokens(pump.key()))
                .forEach(key -> assertThat(database.get("test", key)).isEmpty());
    }

    private void assertIsThereOnce() {
        assertThat(direct.registry().find(Set.of(pump.key()))).containsValue(pump);
        assertThat(direct.credentials().authenticate(token, now())).contains(pump.key());
    }

    @Test
    void asks_again_for_keys_that_were_not_processed() {
        TenantId tenant = freshTenant();
        Set<DeviceKey> keys = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            Device device = aDevice().in(tenant).withId("d" + i).build();
            direct.registry().create(device, aTokenHash());
            keys.add(device.key());
        }
        faults.next("BatchGetItem", 1, Fault.unprocessed(0));
        faults.next("BatchGetItem", 3, Fault.unprocessed(7));

        assertThat(stores.registry().find(keys)).containsOnlyKeys(keys);
    }

    @Test
    void gives_up_on_keys_that_are_never_processed() {
        faults.always("BatchGetItem", Fault.unprocessed(0));

        assertUnavailable(() -> stores.registry().find(Set.of(pump.key())));
    }

    @Test
    void writes_again_what_was_not_processed() {
        TenantId tenant = freshTenant();
        List<AuditEvent> events = IntStream.range(0, 60).mapToObj(i -> anAuditEvent().in(tenant)
                .at(T0.plusMillis(i)).build()).toList();
        faults.next("BatchWriteItem", 1, Fault.unprocessed(0));
        faults.next("BatchWriteItem", 3, Fault.unprocessed(4));

        stores.audit().append(events);

        assertThat(direct.audit().list(tenant, PageRequest.first(100)).items()).containsExactlyElementsOf(
                events.reversed());
    }

    static Stream<Fault> passing() {
        return Stream.of(Fault.throttled(), Fault.refused(400, "ProvisionedThroughputExceededException"),
                Fault.refused(500, "InternalServerError"), Fault.refused(503, "ServiceUnavailable"),
                Fault.refused(400, "TransactionInProgressException"), Fault.cancelled("TransactionConflict"),
                Fault.cut());
    }

    static Stream<Fault> refusals() {
        return Stream.concat(passing(),
                Stream.of(Fault.cancelled("ThrottlingError"), Fault.cancelled("ProvisionedThroughputExceeded")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void gives_up_in_time_and_leaves_nothing_half_done(Fault refusal) {
        faults.always("TransactWriteItems", refusal);

        assertUnavailable(() -> stores.registry().create(pump, token));

        assertNothingIsThere();
    }

    @ParameterizedTest
    @MethodSource("passing")
    void gets_over_a_refusal_that_passes(Fault refusal) {
        direct.registry().create(pump, token);
        Device renamed = pump.changedTo(aDevice().withName("Pump 2").profile(), T0.plusSeconds(1));
        faults.next("TransactWriteItems", 1, refusal);
        faults.next("GetItem", 1, Fault.throttled());

        assertThat(stores.registry().update(renamed)).isTrue();

        assertThat(direct.registry().find(Set.of(pump.key()))).containsValue(renamed);
    }

    @Test
    void tries_again_when_another_transaction_is_in_the_way() {
        faults.next("TransactWriteItems", 3, Fault.cancelled("TransactionConflict"));

        assertThat(stores.registry().create(pump, token)).isTrue();

        assertIsThereOnce();
    }

    /// Once on its way from DynamoDB to the client, and once more when the JDK sends the request again.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void doubles_no_transaction_whose_answer_was_lost(int times) {
        faults.next("TransactWriteItems", times, Fault.lost());
        assertThat(stores.registry().create(pump, token)).isTrue();
        assertIsThereOnce();

        faults.next("TransactWriteItems", times, Fault.lost());
        Device renamed = pump.changedTo(aDevice().withName("Pump 2").profile(), T0.plusSeconds(1));
        assertThat(stores.registry().update(renamed)).isTrue();

        TokenHash fresh = aTokenHash();
        faults.next("TransactWriteItems", times, Fault.lost());
        assertThat(stores.credentials().rotate(pump.key(), fresh, now())).isTrue();
        assertThat(direct.credentials().authenticate(fresh, now())).contains(pump.key());
        assertThat(direct.credentials().authenticate(token, now())).isEmpty();

        faults.next("TransactWriteItems", times, Fault.lost());
        assertThat(stores.registry().delete(pump.key(), 2)).isTrue();
        assertThat(direct.registry().find(Set.of(pump.key()))).isEmpty();
        assertThat(faults.operations()).filteredOn("TransactWriteItems"::equals)
                .hasSizeGreaterThanOrEqualTo(4 * (times + 1));
    }

    @Test
    void takes_a_claim_whose_answer_was_lost() {
        ClaimKey key = new ClaimKey(freshTenant(), "user:alice POST /v1/devices", "k1");
        faults.next("PutItem", 2, Fault.lost());

        Claim claim = stores.idempotency().claim(key, "digest", now(), Duration.ofSeconds(30));

        assertThat(claim).isInstanceOf(Claim.Taken.class);
        assertThat(direct.idempotency().claim(key, "digest", now(), Duration.ofSeconds(30)))
                .isInstanceOf(Claim.Running.class);
    }

    @Test
    void keeps_a_large_reply_as_a_whole_or_not_at_all() {
        byte[] random = new byte[600 * 1024];
        new Random(7).nextBytes(random);
        Reply reply = new Reply(200, "text/plain", Base64.getEncoder().encodeToString(random));
        ClaimKey key = new ClaimKey(freshTenant(), "user:alice POST /v1/devices", "k1");
        Instant start = now();
        Duration lease = Duration.ofSeconds(30);
        String token = ((Claim.Taken) direct.idempotency().claim(key, "digest", start, lease)).token();
        faults.next("BatchWriteItem", 1, Fault.unprocessed(0));
        faults.always("UpdateItem", Fault.cut());

        assertUnavailable(() -> {
            stores.idempotency().finish(key, token, reply);
            return null;
        });
        assertThat(direct.idempotency().claim(key, "digest", start, lease)).isInstanceOf(Claim.Running.class);

        faults.reset();
        faults.next("UpdateItem", 1, Fault.lost());
        stores.idempotency().finish(key, token, reply);
        assertThat(stores.idempotency().claim(key, "digest", start, lease)).isEqualTo(new Claim.Finished(reply));
    }

    @Test
    void waits_for_no_answer_that_takes_too_long() {
        direct.registry().create(pump, token);
        faults.always("GetItem", Fault.late(Duration.ofSeconds(10)));
        faults.always("BatchGetItem", Fault.late(Duration.ofSeconds(10)));

        assertUnavailable(() -> stores.credentials().authenticate(token, now()));
        assertUnavailable(() -> stores.registry().find(Set.of(pump.key())));
    }

    static Stream<Fault> outages() {
        return Stream.of((_, _) -> Fault.Answer.of(502, "<html>Bad Gateway</html>"),
                (_, _) -> Fault.Answer.of(403, "<html>Forbidden</html>"), (_, _) -> Fault.Answer.of(200, "{\"Item\":"),
                Fault.refused(400, "ResourceNotFoundException"), Fault.refused(400, "AccessDeniedException"),
                Fault.refused(400, "ExpiredTokenException"), Fault.refused(400, "RequestLimitExceeded"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void says_that_all_that_can_pass_is_an_outage(Fault outage) {
        faults.always("GetItem", outage);

        assertUnavailable(() -> stores.credentials().authenticate(token, now()));
    }

    @Test
    void says_that_a_request_which_cannot_be_taken_is_a_fault_of_ours() {
        faults.always("GetItem", Fault.refused(400, "ValidationException"));
        faults.always("TransactWriteItems", Fault.cancelled("ValidationError"));

        assertThatThrownBy(() -> stores.credentials().authenticate(token, now()))
                .isInstanceOf(DynamoDbException.class);
        assertThatThrownBy(() -> stores.registry().create(pump, token)).isInstanceOf(DynamoDbException.class);
    }

    @Test
    void says_that_a_database_that_is_gone_is_an_outage() {
        faults.close();

        assertUnavailable(() -> stores.registry().find(Set.of(pump.key())));
        assertUnavailable(() -> stores.registry().create(pump, token));
    }
}

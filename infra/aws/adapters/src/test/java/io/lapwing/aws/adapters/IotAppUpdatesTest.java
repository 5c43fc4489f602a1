package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.live.AppTopic;
import io.lapwing.sharedmodel.live.AppUpdate;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.port.AppUpdates;
import io.lapwing.sharedmodel.port.AppUpdatesContract;
import io.lapwing.sharedmodel.port.Counters.Counter;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

@NeedsDynamoDb
class IotAppUpdatesTest extends AppUpdatesContract {

    private static final String REGION = "eu-central-1";
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final DeviceKey PUMP = new DeviceKey(new TenantId("acme"), new DeviceId("hall-2:pump.1"));

    private final DynamoDatabase database = TestDynamoDb.shared().database();
    private final CountedCounters counters = new CountedCounters();
    private Instant now = Instant.now();
    private final DynamoDbListeners listeners = new DynamoDbListeners(database, () -> now, System::nanoTime);
    private IotDataEndpoint endpoint;
    private IotAppUpdates updates;

    @BeforeEach
    void open() throws IOException {
        endpoint = new IotDataEndpoint(new SigV4Check("AKID", "secret", REGION, "iotdevicegateway"));
        updates = new IotAppUpdates(iot(endpoint.url()), listeners, counters);
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private static IotPublisher iot(URI url) {
        return new IotPublisher(url, REGION,
                StaticCredentialsProvider.create(AwsSessionCredentials.create("AKID", "secret", "session")),
                new LazyTrust(null));
    }

    private static AppUpdate update(int number) {
        return AppUpdate.of(PUMP, LiveKind.READINGS, new JsonText("{\"n\":" + number + "}"));
    }

    @Override
    protected AppUpdates updates() {
        now = Instant.now();
        return updates;
    }

    @Override
    protected void listen(TenantId tenant, Set<LiveKind> kinds) {
        listeners.expect(tenant, kinds, Instant.now().plus(LIFE));
    }

    /// As the trigger does at the end of a call.
    @Override
    protected List<AppUpdate> told(TenantId tenant) {
        updates.flush();
        return endpoint.published().stream().map(IotAppUpdatesTest::read)
                .filter(update -> update.tenant().equals(tenant)).toList();
    }

    private static AppUpdate read(SigV4Check.Request request) {
        String topic = URLDecoder.decode(request.path(), StandardCharsets.UTF_8).substring("/topics/".length());
        String[] levels = topic.substring(AppTopic.ROOT.length()).split("/", -1);
        return new AppUpdate(new TenantId(levels[0]), LiveKind.valueOf(levels[1].toUpperCase(Locale.ROOT)), levels[2],
                new JsonText(request.body()));
    }

    @Test
    void publishes_once_and_does_not_wait_for_who_listens() {
        updates.send(List.of(update(1)));
        updates.flush();

        assertThat(endpoint.refused()).isEmpty();
        assertThat(endpoint.published()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/topics/app%2Fv1%2Facme%2Freadings%2Fhall-2%3Apump.1");
            assertThat(request.query().split("&")).containsExactlyInAnyOrder("qos=0",
                    "contentType=application%2Fjson");
        });
        assertThat(counters.total(Counter.UPDATES_DROPPED)).isZero();
    }

    @Test
    @Timeout(10)
    void counts_what_IoT_does_not_take_in_time_and_never_fails() {
        endpoint.answer(500);
        updates.send(List.of(update(1), update(2)));
        updates.flush();
        assertThat(counters.total(Counter.UPDATES_DROPPED)).isEqualTo(2);

        updates.send(IntStream.range(0, 1_500).mapToObj(IotAppUpdatesTest::update).toList());
        assertThat(counters.total(Counter.UPDATES_DROPPED)).as("more than can wait").isEqualTo(502);

        endpoint.close();
        updates.flush();
        assertThat(counters.total(Counter.UPDATES_DROPPED)).isEqualTo(1_502);
    }

    @Test
    void wants_nothing_any_more_once_the_last_ticket_has_expired() {
        TenantId tenant = freshTenant();
        listeners.expect(tenant, Set.of(LiveKind.ALERTS, LiveKind.READINGS), now.plus(LIFE));
        listeners.expect(tenant, Set.of(LiveKind.ALERTS), now.plus(LIFE).plusSeconds(60));

        assertThat(updates.wanted(tenant)).containsExactlyInAnyOrder(LiveKind.ALERTS, LiveKind.READINGS);
        now = now.plus(LIFE);
        assertThat(updates.wanted(tenant)).containsExactly(LiveKind.ALERTS);
        now = now.plusSeconds(61);
        assertThat(updates.wanted(tenant)).isEmpty();
    }

    @Test
    void tells_nobody_while_it_cannot_be_told_who_listens() {
        try (DynamoDbClient nowhere = TestDynamoDb.clientOf(URI.create("http://127.0.0.1:1"))) {
            AppUpdates blind = new IotAppUpdates(iot(endpoint.url()), new DynamoDbListeners(
                    new DynamoDatabase(nowhere, database.tables()), InstantSource.system()), counters);

            assertThat(blind.wanted(PUMP.tenant())).isEmpty();
        }
    }
}

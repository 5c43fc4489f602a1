package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor.Deed;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.AlertStore;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.restapi.functions.Answers.at;
import static io.lapwing.restapi.functions.Answers.column;
import static io.lapwing.restapi.functions.Answers.golden;
import static io.lapwing.restapi.functions.Answers.header;
import static io.lapwing.restapi.functions.Answers.shape;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static org.assertj.core.api.Assertions.assertThat;

class AlertResourceTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final String PATH = "/v1/alerts/A-1";

    private final Api api = new Api();

    @BeforeEach
    void raise_an_alert() {
        api.register(aDevice().withId("pump-1").withSite("north").build());
        api.measure("pump-1", T0, 81);
    }

    @Test
    void shows_an_alert_with_all_that_is_known_of_it() {
        ApiResponse open = api.viewer().get(PATH);

        assertThat(shape(open)).isEqualTo(golden("alert.json"));
        assertThat(open.headers()).containsEntry("ETag", "\"1\"");
        assertThat(api.viewer().with("If-None-Match", "\"1\"").get(PATH).status()).isEqualTo(304);

        api.measure("pump-1", T0.plusSeconds(60), 70);

        ApiResponse cleared = api.viewer().with("If-None-Match", "\"1\"").get(PATH);
        assertThat(text(cleared, "state")).isEqualTo("cleared");
        assertThat(text(cleared, "clearedAt")).isEqualTo("2026-01-01T00:01:00.000Z");
    }

    @Test
    void knows_no_other_alerts() {
        assertThat(List.of("A-2", "A-0", "B-1", "pump-1"))
                .allSatisfy(id -> assertThat(api.viewer().get("/v1/alerts/" + id).status()).isEqualTo(404));
        String theirs = new TokenBuilder().of("other").withRoles("admin").rs256();
        assertThat(api.anonymous().withToken(theirs).get(PATH).status()).isEqualTo(404);
        assertThat(api.anonymous().withToken(theirs).post(PATH + ":acknowledge").status()).isEqualTo(404);
    }

    @Test
    void lists_the_newest_first_and_only_what_is_asked_for() {
        api.register(aDevice().withId("pump-2").withSite("south").build());
        api.measure("pump-2", T0.plusSeconds(1), 90);
        api.measure("pump-1", T0.plusSeconds(60), 70);

        assertThat(ids("")).containsExactly("A-2", "A-1");
        assertThat(ids("?state=open")).containsExactly("A-2");
        assertThat(ids("?state=cleared")).containsExactly("A-1");
        assertThat(ids("?severity=warning&site=north")).containsExactly("A-1");
        assertThat(ids("?severity=critical")).isEmpty();
        assertThat(ids("?deviceId=pump-2&ruleId=t-high")).containsExactly("A-2");
        assertThat(ids("?ruleId=other")).isEmpty();
        ApiResponse first = api.viewer().get("/v1/alerts?limit=1");
        assertThat(ids("?limit=1&cursor=" + text(first, "nextCursor"))).containsExactly("A-1");
    }

    @Test
    void refuses_filters_that_mean_nothing() {
        assertThat(List.of("state=closed", "severity=WARNING", "deviceId=a/b", "ruleId=a.b"))
                .allSatisfy(query -> assertThat(api.viewer().get("/v1/alerts?" + query).status()).isEqualTo(400));
    }

    @Test
    void remembers_who_acknowledged_first() {
        api.clock.advance(Duration.ofSeconds(30));
        ApiResponse first = api.operator().post(PATH + ":acknowledge");
        api.clock.advance(Duration.ofSeconds(30));
        String bob = new TokenBuilder().withClaim("sub", "bob").withRoles("operator").rs256();
        ApiResponse second = api.anonymous().withToken(bob).withJson("{}").post(PATH + ":acknowledge");

        assertThat(first.status()).isEqualTo(200);
        assertThat(shape(first)).isEqualTo(golden("acknowledged-alert.json"));
        assertThat(header(first, "ETag")).isEqualTo("\"2\"");
        assertThat(second.bodyText()).isEqualTo(first.bodyText());
        assertThat(care()).containsExactly(caredFor(Deed.ACKNOWLEDGED, 2));
    }

    @Test
    void silences_for_a_while_and_ends_that() {
        ApiResponse silenced = silence("\"2026-01-01T01:00:00+00:30\"");
        silence("\"2026-01-01T00:30:00Z\"");
        ApiResponse longer = silence("\"2026-01-31T00:00:00Z\"");
        ApiResponse unsilenced = api.operator().post(PATH + ":unsilence");
        api.operator().post(PATH + ":unsilence");

        assertThat(text(silenced, "silencedUntil")).isEqualTo("2026-01-01T00:30:00.000Z");
        assertThat(text(longer, "silencedUntil")).isEqualTo("2026-01-31T00:00:00.000Z");
        assertThat(at(unsilenced, "silencedUntil")).isNull();
        assertThat(care()).containsExactly(caredFor(Deed.SILENCED, 2), caredFor(Deed.SILENCED, 3),
                caredFor(Deed.UNSILENCED, 4));
    }

    @Test
    void refuses_a_silence_that_is_over_or_without_an_end() {
        assertThat(List.of("\"2026-01-01T00:00:00Z\"", "\"2025-01-01T00:00:00Z\"", "\"2026-01-31T00:00:00.001Z\"",
                "\"tomorrow\"", "null", "3600")).allSatisfy(until -> {
                    ApiResponse refused = silence(until);
                    assertThat(refused.status()).as(until).isEqualTo(400);
                    assertThat(text(refused, "errors", 0, "field")).isEqualTo("until");
                });
        assertThat(api.operator().post(PATH + ":silence").status()).isEqualTo(400);
        assertThat(api.operator().withJson("{\"by\":\"me\"}").post(PATH + ":acknowledge").status()).isEqualTo(400);
        assertThat(care()).isEmpty();
    }

    @Test
    void keeps_what_people_do_when_the_alert_ends_meanwhile() {
        api.operator().post(PATH + ":acknowledge");
        api.measure("pump-1", T0.plusSeconds(60), 70);
        ApiResponse silenced = silence("\"2026-01-02T00:00:00Z\"");

        assertThat(text(silenced, "state")).isEqualTo("cleared");
        assertThat(text(silenced, "acknowledgedBy")).isEqualTo("user:alice");
        assertThat(text(silenced, "silencedUntil")).isEqualTo("2026-01-02T00:00:00.000Z");
    }

    @Test
    void lets_one_of_many_acknowledge_and_answers_all_the_same() {
        List<ApiResponse> answers = Racing.race(20, _ -> api.operator().post(PATH + ":acknowledge"));

        assertThat(answers).extracting(ApiResponse::status).containsOnly(200);
        assertThat(answers).extracting(ApiResponse::bodyText).containsOnly(answers.getFirst().bodyText());
        assertThat(care()).hasSize(1);
    }

    @Test
    void tries_again_while_the_alert_changes_but_not_for_ever() {
        ApiResponse refused = acknowledgeOn(new ContestedStore(api.stores.alerts(), 5));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(header(refused, "Retry-After")).isEqualTo("1");
        assertThat(acknowledgeOn(new ContestedStore(api.stores.alerts(), 4)).status()).isEqualTo(200);
    }

    private ApiResponse acknowledgeOn(AlertStore store) {
        Api contested = new Api(ports -> new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(),
                ports.ingestion(), ports.quarantine(), ports.idempotency(), ports.audit(), ports.readiness(),
                ports.commands(), ports.shadows(), ports.rules(), store, ports.members(), ports.limiter(),
                ports.tickets(), ports.links(), ports.files(), ports.chat()));
        return contested.operator().post(PATH + ":acknowledge");
    }

    private ApiResponse silence(String until) {
        return api.operator().withJson("{\"until\":" + until + "}").post(PATH + ":silence");
    }

    private List<@Nullable Object> ids(String query) {
        return column(api.viewer().get("/v1/alerts" + query), "id");
    }

    private List<Event> care() {
        return api.stores.outboxOf(ACME).stream().map(RecordedEvent::event).filter(AlertCaredFor.class::isInstance)
                .toList();
    }

    private static AlertCaredFor caredFor(Deed deed, long version) {
        return new AlertCaredFor(DeviceKey.of("acme", "pump-1"), new AlertId("A-1"), deed, "user:alice", version);
    }

    /// A store in which somebody else is always a little faster, for a while.
    private static final class ContestedStore implements AlertStore {
        private final AlertStore store;
        private int lost;

        ContestedStore(AlertStore store, int lost) {
            this.store = store;
            this.lost = lost;
        }

        @Override
        public Optional<Alert> find(TenantId tenant, AlertId id) {
            return store.find(tenant, id);
        }

        @Override
        public Page<Alert> list(TenantId tenant, AlertFilter filter, PageRequest page) {
            return store.list(tenant, filter, page);
        }

        @Override
        public boolean care(Alert alert, List<RecordedEvent> events) {
            lost--;
            return lost < 0 && store.care(alert, events);
        }
    }
}

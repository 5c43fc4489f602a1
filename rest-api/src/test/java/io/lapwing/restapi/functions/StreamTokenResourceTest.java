package io.lapwing.restapi.functions;

import io.lapwing.restapi.RestApiConfiguration;
import io.lapwing.restapi.scenarios.OpenApiDocument;
import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.live.StreamTicket;
import io.lapwing.sharedmodel.live.StreamWish;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.StreamTickets;
import io.lapwing.sharedmodel.port.StreamTickets.Issue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.lapwing.restapi.functions.Answers.shape;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class StreamTokenResourceTest {
    private static final String PATH = "/v1/stream-tokens";
    private static final TenantId ACME = new TenantId("acme");
    private static final URI URL = URI.create("wss://broker.test/mqtt?X-Amz-Signature=secret");

    private final List<StreamWish> wishes = new ArrayList<>();
    private final Api api = with(this::issue);
    private final OpenApiDocument document = new OpenApiDocument(RestApiConfiguration.openApi());

    private static Api with(StreamTickets tickets) {
        return new Api(ports -> new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(),
                ports.ingestion(), ports.quarantine(), ports.idempotency(), ports.audit(), ports.readiness(),
                ports.commands(), ports.shadows(), ports.rules(), ports.alerts(), ports.members(), ports.limiter(),
                tickets, ports.links(), ports.files(), ports.chat()));
    }

    private Issue issue(StreamWish wish) {
        wishes.add(wish);
        return new Issue.Issued(new StreamTicket(URL, "app-" + wishes.size(), wish.topics(),
                T0.plus(Duration.ofMinutes(15))));
    }

    @Test
    void hands_out_what_an_app_listens_with() {
        ApiResponse token = api.viewer().withJson("{\"devices\":[\"pump-8\",\"pump-7\"],\"kinds\":[\"alerts\"]}")
                .post(PATH);

        assertThat(token.status()).isEqualTo(201);
        assertThat(shape(token)).isEqualTo("{url=" + URL + ", clientId=app-1, topics=[app/v1/acme/alerts/pump-7,"
                + " app/v1/acme/alerts/pump-8], expiresAt=2026-01-01T00:15:00.000Z}");
        assertThat(token.headers()).containsEntry("Cache-Control", "no-store");
        assertThat(document.violations(document.operation("streamToken.create"), token)).isEmpty();
        assertThat(wishes).containsExactly(new StreamWish(ACME, Set.of(new DeviceId("pump-7"), new DeviceId("pump-8")),
                Set.of(LiveKind.ALERTS)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''", "{}", "{\"devices\":[],\"kinds\":null}"})
    void takes_everything_of_the_tenant_where_nothing_is_named(String body) {
        ApiResponse token = (body.isEmpty() ? api.viewer() : api.viewer().withJson(body)).post(PATH);

        assertThat(token.status()).isEqualTo(201);
        assertThat(wishes).containsExactly(new StreamWish(ACME, Set.of(), Set.of(LiveKind.values())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"kinds\":[\"weather\"]}|kinds", "{\"kinds\":\"alerts\"}|kinds",
            "{\"devices\":[\"a/+/#\"]}|devices", "{\"devices\":[\"+\"]}|devices", "{\"tenant\":\"other\"}|tenant",
            "[]|body"})
    void refuses_what_cannot_be_listened_to(String body, String field) {
        ApiResponse refused = api.admin().withJson(body).post(PATH);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(text(refused, "errors", 0, "field")).isEqualTo(field);
        assertThat(wishes).isEmpty();
    }

    @Test
    void refuses_more_topics_than_a_token_can_name() {
        ApiResponse refused = with(_ -> new Issue.TooMany()).viewer().post(PATH);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(text(refused, "code")).isEqualTo("TOO_MANY_TOPICS");
        assertThat(document.violations(document.operation("streamToken.create"), refused)).isEmpty();
    }

    @Test
    void says_where_there_are_no_tokens_what_there_is_instead() {
        ApiResponse refused = with(StreamTickets.NOWHERE).viewer().post(PATH);

        assertThat(refused.status()).isEqualTo(501);
        assertThat(text(refused, "code")).isEqualTo("NO_STREAM_TOKENS_HERE");
        assertThat(text(refused, "detail")).contains("GET /v1/stream");
    }

    @Test
    void leaves_a_trail_that_holds_no_token() {
        api.viewer().post(PATH);

        assertThat(api.stores.audit().list(ACME, PageRequest.first(10)).items()).singleElement()
                .extracting(AuditEvent::action, AuditEvent::target, AuditEvent::detail)
                .containsExactly("streamToken.create", PATH, null);
    }

    @Test
    void answers_the_same_key_with_the_same_token() {
        ApiResponse first = api.viewer().with("Idempotency-Key", "k-1").post(PATH);
        ApiResponse again = api.viewer().with("Idempotency-Key", "k-1").post(PATH);

        assertThat(again.bodyText()).isEqualTo(first.bodyText());
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
        assertThat(wishes).hasSize(1);
    }
}

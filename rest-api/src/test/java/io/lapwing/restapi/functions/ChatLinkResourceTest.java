package io.lapwing.restapi.functions;

import io.lapwing.restapi.RestApiConfiguration;
import io.lapwing.restapi.scenarios.OpenApiDocument;
import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatLink;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.restapi.functions.Answers.at;
import static io.lapwing.restapi.functions.Answers.shape;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class ChatLinkResourceTest {
    private static final String PATH = "/v1/me/chat-links";
    private static final TenantId ACME = new TenantId("acme");
    private static final ChatAccount U7 = new ChatAccount(Channel.SLACK, "T1", "U7");
    private static final LinkCode CODE = new LinkCode("ABCDEFGH");
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Api api = new Api();
    private final OpenApiDocument document = new OpenApiDocument(RestApiConfiguration.openApi());

    @BeforeEach
    void give() {
        api.stores.links().offer(CODE, U7, T0.plus(LIFE));
    }

    private static String body(String code) {
        return "{\"code\":\"" + code + "\"}";
    }

    private ApiResponse redeem(String code) {
        return api.viewer().withJson(body(code)).post(PATH);
    }

    @Test
    void makes_the_account_that_was_given_the_code_the_callers() {
        ApiResponse linked = redeem("ABCD-EFGH");

        assertThat(linked.status()).isEqualTo(201);
        assertThat(shape(linked)).isEqualTo(
                "{channel=slack, workspace=T1, account=U7, linkedAt=2026-01-01T00:00:00.000Z}");
        assertThat(document.violations(document.operation("chat.link"), linked)).isEmpty();
        assertThat(api.stores.links().find(U7)).contains(new ChatLink(U7, ACME, new UserId("alice"), T0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCDEFGH", "abcd-efgh", " Abcd efGH ", "a-b-c-d-e-f-g-h", "ABCD\\tEFGH\\n"})
    void takes_a_code_as_people_type_it(String typed) {
        assertThat(redeem(typed).status()).isEqualTo(201);
    }

    @Test
    void says_the_same_of_a_code_that_was_never_given_is_spent_or_is_too_old() {
        ApiResponse unknown = redeem("HGFE-DCBA");
        redeem("ABCD-EFGH");
        ApiResponse spent = redeem("ABCD-EFGH");
        api.stores.links().offer(CODE, U7, T0.plus(LIFE));
        api.clock.advance(LIFE);
        ApiResponse expired = redeem("ABCD-EFGH");

        for (ApiResponse refused : List.of(unknown, spent, expired)) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(text(refused, "code")).isEqualTo("LINK_CODE_INVALID");
            assertThat(text(refused, "detail")).isEqualTo(text(unknown, "detail"));
            assertThat(refused.headers().keySet()).isEqualTo(unknown.headers().keySet());
            assertThat(document.violations(document.operation("chat.link"), refused)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|code|is missing", "{\"code\":null}|code|is missing",
            "{\"code\":5}|code|must be a code", "{\"code\":\"\"}|code|must be a code",
            "{\"code\":\"ABCD-EFG\"}|code|must be a code", "{\"code\":\"ABCD-EFGO\"}|code|must be a code",
            "{\"code\":\"ABCD-EFGH-\",\"user\":\"bob\"}|user|is not known here", "[]|body|must be a JSON object"})
    void refuses_what_can_be_nobodys_code(String json, String field, String message) {
        ApiResponse refused = api.viewer().withJson(json).post(PATH);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(text(refused, "errors", 0, "field")).isEqualTo(field);
        assertThat(text(refused, "errors", 0, "message")).startsWith(message);
        assertThat(api.stores.links().find(U7)).isEmpty();
    }

    @Test
    void reads_no_code_that_is_endless() {
        assertThat(redeem("ABCD" + "-".repeat(56) + "EFGH").status()).isEqualTo(201);
        assertThat(redeem("ABCD" + "-".repeat(57) + "EFGH").status()).isEqualTo(400);
    }

    @Test
    void gives_one_of_many_the_account() {
        List<ApiResponse> answers = Racing.race(20, _ -> redeem("ABCD-EFGH"));

        assertThat(answers).extracting(ApiResponse::status).containsOnly(201, 422);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    }

    @Test
    void answers_the_same_key_with_the_same_link() {
        ApiResponse first = api.viewer().with("Idempotency-Key", "k-1").withJson(body("ABCD-EFGH")).post(PATH);
        ApiResponse again = api.viewer().with("Idempotency-Key", "k-1").withJson(body("ABCD-EFGH")).post(PATH);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.bodyText()).isEqualTo(first.bodyText());
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
    }

    @Test
    void leaves_a_trail_that_holds_no_code() {
        redeem("ABCD-EFGH");

        assertThat(api.stores.audit().list(ACME, PageRequest.first(10)).items()).singleElement()
                .extracting(AuditEvent::actor, AuditEvent::action, AuditEvent::target, AuditEvent::detail)
                .containsExactly("user:alice", "chat.link", PATH, null);
    }

    @Test
    void names_no_workspace_where_an_account_needs_none() {
        LinkCode other = new LinkCode("23456789");
        api.stores.links().offer(other, new ChatAccount(Channel.TELEGRAM, "", "5512"), T0.plus(LIFE));

        ApiResponse linked = redeem(other.value());

        assertThat(at(linked, "workspace")).isEqualTo("");
        assertThat(document.violations(document.operation("chat.link"), linked)).isEmpty();
    }
}

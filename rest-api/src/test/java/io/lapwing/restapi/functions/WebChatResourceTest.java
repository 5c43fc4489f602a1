package io.lapwing.restapi.functions;

import io.lapwing.restapi.RestApiConfiguration;
import io.lapwing.restapi.scenarios.OpenApiDocument;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.WebChat;
import io.lapwing.sharedmodel.chat.WebSaying;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class WebChatResourceTest {
    private static final String PATH = "/chat/web";
    private static final String KEY = "Idempotency-Key";
    private static final String HELLO = "{\"conversationId\":\"c-1\",\"text\":\" Is pump-17 on?\\nSay! 🚰 \"}";
    private static final TenantId ACME = new TenantId("acme");
    private static final ChatAccount ALICE = new ChatAccount(Channel.WEB, "acme", "alice");

    private final List<WebSaying> heard = new ArrayList<>();
    private final Api api = with(saying -> {
        heard.add(saying);
        return ChatMessage.of("answer " + heard.size());
    });
    private final OpenApiDocument document = new OpenApiDocument(RestApiConfiguration.openApi());

    static Api with(@Nullable WebChat chat) {
        return new Api(ports -> new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(),
                ports.ingestion(), ports.quarantine(), ports.idempotency(), ports.audit(), ports.readiness(),
                ports.commands(), ports.shadows(), ports.rules(), ports.alerts(), ports.members(), ports.limiter(),
                ports.tickets(), ports.links(), ports.files(), chat));
    }

    private ApiResponse say(String json) {
        return api.viewer().withJson(json).post(PATH);
    }

    private RequestBuilder user(String tenant, String sub) {
        return api.anonymous()
                .withToken(new TokenBuilder().of(tenant).withClaim("sub", sub).withRoles("viewer").rs256());
    }

    private ChatInput heard(RequestBuilder request) {
        assertThat(request.withJson(HELLO).post(PATH).status()).isEqualTo(200);
        return heard.getLast().input();
    }

    @Test
    void tells_the_bot_what_was_said_by_whom_and_where() {
        TraceParent trace = new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true);
        RequestBuilder alice = api.anonymous().withToken(
                new TokenBuilder().withClaim("name", "Alice Liddell").withRoles("operator", "viewer").rs256());

        ApiResponse answer = alice.with("traceparent", trace.header())
                .with("Accept-Language", "de-AT,de;q=0.9,en;q=0.8")
                .withJson(HELLO).post(PATH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bodyText()).isEqualTo(
                "{\"replies\":[{\"title\":\"\",\"text\":\"answer 1\",\"buttons\":[],\"image\":null}]}");
        ChatInput input = heard.getFirst().input();
        assertThat(heard).containsExactly(new WebSaying(
                Member.firstSeen(ACME, new UserId("alice"), "Alice Liddell", Set.of(Role.OPERATOR, Role.VIEWER), T0),
                new ChatInput(input.id(), ALICE, new ChatPlace(Channel.WEB, "acme", "c-1/alice", null, null), true,
                        new ChatAct.Said("Is pump-17 on?\nSay! 🚰"), "de-AT", T0),
                trace));
        assertThat(input.id().value()).matches("web:[0-9a-f]{64}");
    }

    @Test
    void tells_the_bot_which_button_was_pressed() {
        assertThat(say("{\"conversationId\":\"c-1\",\"pressed\":\"confirm:7f3a\",\"text\":null}").status())
                .isEqualTo(200);

        assertThat(heard.getFirst().input().act()).isEqualTo(new ChatAct.Pressed("confirm:7f3a", null));
        assertThat(heard.getFirst().input().language()).isNull();
    }

    @Test
    void answers_with_all_that_a_message_has() {
        Api full = with(_ -> new ChatMessage("pump-17", "Restart <b>pump-17</b>?\nSure?",
                List.of(new ChatButton("Restart", "confirm:1", ChatButton.Style.DANGER),
                        ChatButton.of("No", "cancel:1")),
                new ChatImage(new byte[]{1, 2, 3}, "20 to 22 °C")));

        ApiResponse answer = full.viewer().withJson(HELLO).post(PATH);

        assertThat(answer.bodyText()).isEqualTo("{\"replies\":[{\"title\":\"pump-17\",\"text\":"
                + "\"Restart <b>pump-17</b>?\\nSure?\",\"buttons\":[{\"label\":\"Restart\",\"value\":\"confirm:1\","
                + "\"style\":\"danger\"},{\"label\":\"No\",\"value\":\"cancel:1\",\"style\":\"normal\"}],"
                + "\"image\":{\"url\":\"data:image/png;base64,AQID\",\"alt\":\"20 to 22 °C\"}}]}");
        assertThat(document.violations(document.operation("chat.say"), answer)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"text\":\"x\"}|conversationId",
            "{\"conversationId\":7,\"text\":\"x\"}|conversationId",
            "{\"conversationId\":\"a b\",\"text\":\"x\"}|conversationId",
            "{\"conversationId\":\"a/b\",\"text\":\"x\"}|conversationId",
            "{\"conversationId\":\"\",\"text\":\"x\"}|conversationId", "{\"conversationId\":\"c\"}|body",
            "{\"conversationId\":\"c\",\"text\":\"x\",\"pressed\":\"y\"}|body",
            "{\"conversationId\":\"c\",\"text\":[]}|text", "{\"conversationId\":\"c\",\"text\":\" \\n\"}|text",
            "{\"conversationId\":\"c\",\"text\":\"a\\u0000b\"}|text",
            "{\"conversationId\":\"c\",\"pressed\":\"\"}|pressed",
            "{\"conversationId\":\"c\",\"pressed\":\"a b\"}|pressed",
            "{\"conversationId\":\"c\",\"pressed\":5}|pressed",
            "{\"conversationId\":\"c\",\"text\":\"x\",\"tenant\":\"other\"}|tenant", "[]|body"})
    void refuses_what_says_nothing(String json, String field) {
        ApiResponse refused = say(json);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(text(refused, "errors", 0, "field")).isEqualTo(field);
        assertThat(heard).isEmpty();
    }

    @Test
    void takes_so_much_and_cuts_nothing_off() {
        String most = "x".repeat(ChatAct.MAX_TEXT);

        assertThat(say("{\"conversationId\":\"" + "c".repeat(64) + "\",\"text\":\"" + most + "\"}").status())
                .isEqualTo(200);
        assertThat(heard.getFirst().input().act()).isEqualTo(new ChatAct.Said(most));
        assertThat(say("{\"conversationId\":\"c\",\"text\":\"" + most + "x\"}").status()).isEqualTo(400);
        assertThat(say("{\"conversationId\":\"" + "c".repeat(65) + "\",\"text\":\"x\"}").status()).isEqualTo(400);
        assertThat(say("{\"conversationId\":\"c\",\"pressed\":\"" + "x".repeat(64) + "\"}").status()).isEqualTo(200);
        assertThat(say("{\"conversationId\":\"c\",\"pressed\":\"" + "x".repeat(65) + "\"}").status()).isEqualTo(400);
    }

    @Test
    void keeps_the_conversations_of_two_people_apart() {
        ChatInput alice = heard(user("acme", "alice"));

        assertThat(heard(user("acme", "alice")).place()).isEqualTo(alice.place());
        for (ChatInput other : List.of(heard(user("acme", "bob")), heard(user("other", "alice")))) {
            assertThat(other.place()).isNotEqualTo(alice.place());
            assertThat(other.from()).isNotEqualTo(alice.from());
        }
    }

    @Test
    void knows_what_is_said_again_with_one_key_whatever_became_of_the_first() {
        Api failing = with(saying -> {
            heard.add(saying);
            throw new StoreUnavailable("ConversationStore.save", "c-1", new IOException("gone"));
        });
        assertThat(failing.viewer().with(KEY, "k-1").withJson(HELLO).post(PATH).status()).isEqualTo(503);
        assertThat(failing.viewer().with(KEY, "k-1").withJson(HELLO).post(PATH).status()).isEqualTo(503);

        assertThat(heard).hasSize(2).extracting(saying -> saying.input().id()).containsOnly(
                heard.getFirst().input().id());
        assertThat(heard(user("acme", "bob").with(KEY, "k-1")).id()).isNotEqualTo(heard.getFirst().input().id());
        assertThat(heard(user("other", "alice").with(KEY, "k-1")).id()).isNotEqualTo(heard.getFirst().input().id());
    }

    @Test
    void answers_the_same_key_with_the_same_answer() {
        ApiResponse first = api.viewer().with(KEY, "k-1").withJson(HELLO).post(PATH);
        ApiResponse again = api.viewer().with(KEY, "k-1").withJson(HELLO).post(PATH);

        assertThat(again.bodyText()).isEqualTo(first.bodyText());
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
        assertThat(heard).hasSize(1);
    }

    @Test
    void takes_what_is_said_twice_without_a_key_as_two_things() {
        assertThat(heard(api.viewer()).id()).isNotEqualTo(heard(api.viewer()).id());
    }

    @Test
    void says_where_there_is_no_chatbot_that_there_is_none() {
        Api alone = with(null);

        ApiResponse refused = alone.viewer().withJson(HELLO).post(PATH);

        assertThat(refused.status()).isEqualTo(501);
        assertThat(text(refused, "code")).isEqualTo("NO_CHAT_HERE");
        assertThat(document.violations(document.operation("chat.say"), refused)).isEmpty();
        assertThat(alone.viewer().withJson("{}").post(PATH).status()).isEqualTo(400);
    }

    @Test
    void leaves_it_to_the_bot_to_audit_what_comes_of_talk() {
        say(HELLO);

        assertThat(api.stores.audit().list(ACME, PageRequest.first(10)).items()).isEmpty();
    }
}

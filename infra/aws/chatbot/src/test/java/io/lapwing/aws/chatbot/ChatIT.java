package io.lapwing.aws.chatbot;

import io.lapwing.aws.adapters.DynamoDbDeviceRegistry;
import io.lapwing.aws.adapters.DynamoDbSubscriptionStore;
import io.lapwing.aws.adapters.DynamoDbWatchStore;
import io.lapwing.aws.adapters.NeedsDynamoDb;
import io.lapwing.chatbot.channels.slack.SlackPlatform;
import io.lapwing.chatbot.channels.slack.SlackRequests;
import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatNews;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.chat.Subscription;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Watches;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.port.ChatSenderContract.Mood;
import io.lapwing.sharedmodel.port.SubscriptionStore;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.watch.Observation;
import io.lapwing.sharedmodel.watch.Observation.AlertChange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

import static io.lapwing.aws.chatbot.ChatUnderTest.TENANT;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

/// The whole way of a message and of an alert, through the packages as they are deployed. The processes' default charset
/// is none that holds what people write.
@NeedsDynamoDb
class ChatIT {

    private static final String TEAM = "T061EG9R6";
    private static final String DIRECT = "D1";
    private static final ChatAccount AMAL = new ChatAccount(Channel.SLACK, TEAM, "UAMAL");
    private static final String WRITTEN = "how is Pump 17 \uD83D\uDE9A؟ المضخة";
    private static final DeviceKey PUMP = new DeviceKey(TENANT, new DeviceId("pump-17"));
    private static final List<String> NOT_NEEDED = List.of("io.lapwing.chatbot.domain.language.",
            "io.lapwing.chatbot.charts.", "io.lapwing.chatbot.functions.Languages",
            "io.lapwing.chatbot.functions.Phrases", "io.lapwing.chatbot.functions.ChatFunctions",
            "io.lapwing.chatbot.channels.slack.SlackSender", "io.lapwing.aws.adapters.DynamoDbDeviceRegistry",
            "io.lapwing.aws.adapters.DynamoDbTelemetryStore", "java.awt.", "java.net.http.", "io.opentelemetry.",
            "software.amazon.awssdk.services.sqs.", "com.nimbusds.", "java.util.logging.");

    @TempDir
    private static Path folder = Path.of("");
    private static List<Path> receiveJars = List.of();
    private static List<Path> workJars = List.of();

    private ChatUnderTest chat = new ChatUnderTest(List.of(), List.of());

    @BeforeAll
    static void unpack() {
        receiveJars = LambdaZip.ofReceiveChat().unpackTo(folder.resolve("receive"));
        workJars = LambdaZip.ofWork().unpackTo(folder.resolve("work"));
    }

    @BeforeEach
    void prepare() {
        chat.close();
        chat = new ChatUnderTest(receiveJars, workJars);
        chat.member("amal", AMAL, Role.OPERATOR);
        chat.slack.join(DIRECT);
        assertThat(new DynamoDbDeviceRegistry(chat.database, InstantSource.system())
                .create(aDevice().withKey(PUMP).withName("Pump 17").build(), aTokenHash())).isTrue();
    }

    @AfterEach
    void end() {
        chat.close();
    }

    private static String said(String id, String text) {
        return new String(Json.write(Map.of("type", "event_callback", "team_id", TEAM, "event_id", id, "event",
                Map.of("type", "message", "channel", DIRECT, "channel_type", "im", "user", AMAL.id(), "text", text,
                        "ts", now().getEpochSecond() + ".000100"))),
                StandardCharsets.UTF_8);
    }

    private static Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }

    /// As API Gateway hands it over.
    private static String request(ApiRequest signed, byte[] body, boolean base64) {
        Map<String, Object> headers = new HashMap<>();
        signed.headers().forEach((name, values) -> headers.put(name, values.getFirst()));
        headers.put("content-type", "application/json");
        Map<String, Object> event = new HashMap<>();
        event.put("version", "2.0");
        event.put("routeKey", "POST /chat/{proxy+}");
        event.put("rawPath", "/chat/slack/events");
        event.put("rawQueryString", "");
        event.put("headers", headers);
        event.put("requestContext", Map.of("domainName", "a1.execute-api.eu-central-1.amazonaws.com", "stage",
                "$default", "http", Map.of("method", "POST", "path", "/chat/slack/events", "sourceIp", "203.0.113.7")));
        event.put("body", base64 ? Base64.getEncoder().encodeToString(body) : new String(body, StandardCharsets.UTF_8));
        event.put("isBase64Encoded", base64);
        return new String(Json.write(event), StandardCharsets.UTF_8);
    }

    private static String request(String body, boolean base64) {
        return request(SlackRequests.signed(body, now()), body.getBytes(StandardCharsets.UTF_8), base64);
    }

    private String receive(String request) {
        return chat.reply(ReceiveChatHandler.class, request);
    }

    private static String traceId(Message message) {
        return TraceParent.parse(TestQueues.attributes(message).get("traceparent")).orElseThrow().traceId();
    }

    @Test
    void a_message_that_comes_four_times_is_answered_once() {
        String event = said("Ev1", WRITTEN);
        for (int time = 0; time < 4; time++) {
            assertThat(receive(request(event, time % 2 == 0))).as(chat.output(ReceiveChatHandler.class))
                    .contains("\"statusCode\":200");
        }

        List<Message> messages = chat.work(ChatQueues.INPUTS, ConverseHandler.class);
        assertThat(messages).hasSize(1);
        assertThat(new String(Base64.getDecoder().decode(messages.getFirst().body()), StandardCharsets.UTF_8))
                .contains(WRITTEN);
        // Delivered again by the queue.
        assertThat(chat.reply(ConverseHandler.class, TestQueues.event(messages)))
                .isEqualTo("{\"batchItemFailures\":[]}");

        assertThat(chat.slack.shown()).hasSize(1);
        assertThat(chat.slack.shown().getFirst().toString()).contains("Pump 17");
        assertThat(chat.output(ReceiveChatHandler.class) + chat.output(ConverseHandler.class))
                .doesNotContain("المضخة", SlackRequests.SECRET, SlackPlatform.TOKEN);
    }

    @Test
    void a_body_in_base64_is_verified_as_it_was_sent_and_one_flipped_bit_is_refused() {
        byte[] body = said("Ev2", WRITTEN).getBytes(StandardCharsets.UTF_8);
        ApiRequest signed = SlackRequests.signed(new String(body, StandardCharsets.UTF_8), now());
        byte[] flipped = body.clone();
        flipped[body.length / 2] ^= 1;

        assertThat(receive(request(signed, flipped, true))).contains("\"statusCode\":401");
        assertThat(chat.queues.take(ChatQueues.INPUTS)).isEmpty();
        assertThat(receive(request(signed, body, true))).contains("\"statusCode\":200");
        assertThat(chat.queues.take(ChatQueues.INPUTS)).hasSize(1);
    }

    @Test
    void an_alert_is_told_where_somebody_wants_to_know_within_one_trace() {
        ChatPlace place = new ChatPlace(Channel.SLACK, TEAM, SlackPlatform.CHANNEL, null, null);
        assertThat(new DynamoDbSubscriptionStore(chat.database).save(new Subscription(TENANT, place, AMAL,
                new Subscription.Wish(Severity.WARNING, null, null, Set.of()), "en", Subscription.EMPTY_BOARD, now(),
                1))).isEqualTo(SubscriptionStore.Written.DONE);
        TraceParent trace = TraceParent.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01").orElseThrow();
        Alert alert = alert();

        chat.queues.client().send(List.of(new ChatNews.AlertChanged(TENANT, alert.id()).work(7, trace)));
        assertThat(chat.work(ChatQueues.NEWS, NotifyChatHandler.class)).hasSize(1);
        List<Message> boards = new ArrayList<>(chat.queues.take(ChatQueues.BOARDS, 10));
        assertThat(boards).hasSize(1).allSatisfy(message -> assertThat(traceId(message)).isEqualTo(trace.traceId()));
        assertThat(chat.reply(WriteBoardsHandler.class, TestQueues.event(boards)))
                .isEqualTo("{\"batchItemFailures\":[]}");

        assertThat(chat.slack.shown()).as(chat.output(WriteBoardsHandler.class)).hasSize(1);
        assertThat(chat.slack.shown().getFirst().toString()).contains("pump-17", "too hot");
    }

    private Alert alert() {
        List<Alert> raised = new ArrayList<>();
        new DynamoDbWatchStore(chat.database).look(PUMP, now(), false, (sighting, ids) -> {
            raised.clear();
            raised.add(anAlert().byRule("r1").withSeverity(Severity.CRITICAL).saying("too hot").raisedAt(now())
                    .build(ids.get(), PUMP));
            return new Observation(Watches.next(sighting.watch(), (Instant) null),
                    List.of(new AlertChange.Raised(raised.getFirst())), List.of());
        });
        return raised.getFirst();
    }

    @Test
    void one_trace_goes_from_the_request_to_the_reply() {
        try (PostBox collector = new PostBox()) {
            chat.with("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url().toString()).with("OTEL_SERVICE_NAME",
                    "lapwing-chat");

            assertThat(receive(request(said("Ev3", "help"), false))).contains("\"statusCode\":200");
            List<Message> messages = chat.work(ChatQueues.INPUTS, ConverseHandler.class);

            assertThat(messages).hasSize(1);
            String trace = new String(HexFormat.of().parseHex(traceId(messages.getFirst())),
                    StandardCharsets.ISO_8859_1);
            assertThat(collector.posted()).hasSize(2).allSatisfy(posted -> assertThat(posted).contains(trace));
            assertThat(collector.posted().getFirst()).contains("receiveChat request");
            assertThat(collector.posted().getLast()).contains("converse message");
        }
        assertThat(chat.slack.shown()).hasSize(1);
    }

    @Test
    void a_message_that_slack_does_not_want_yet_is_posted_by_another_function() {
        receive(request(said("Ev4", "help"), false));
        chat.slack.server.is(Mood.BROKEN);
        chat.work(ChatQueues.INPUTS, ConverseHandler.class);
        assertThat(chat.slack.shown()).isEmpty();
        chat.slack.server.is(Mood.WELL);

        List<Message> posts = chat.queues.take(ChatQueues.POSTS, 15);

        assertThat(posts).hasSize(1);
        for (int time = 0; time < 2; time++) {
            assertThat(chat.reply(PostChatHandler.class, TestQueues.event(posts)))
                    .isEqualTo("{\"batchItemFailures\":[]}");
        }
        assertThat(chat.slack.shown()).hasSize(1);
    }

    @Test
    void a_channel_that_is_not_configured_is_not_there() {
        String request = request("{}", false).replace("/chat/slack/events", "/chat/discord");

        assertThat(receive(request)).contains("\"statusCode\":404");
    }

    @Test
    void while_its_secret_cannot_be_read_a_platform_has_to_send_again() {
        chat.secrets.fail(500, "");

        assertThat(receive(request(said("Ev5", "help"), false))).contains("\"statusCode\":503");
    }

    @Test
    void receive_chat_loads_no_more_than_it_needs() throws IOException {
        Path log = folder.resolve("classes.log");
        chat.start(ReceiveChatHandler.class, List.of("-Xlog:class+load:file=" + log));
        assertThat(receive(request(said("Ev6", WRITTEN), true))).contains("\"statusCode\":200");
        chat.close();

        List<String> loaded = Files.readAllLines(log).stream().filter(line -> line.contains(" source: ")).toList();
        System.err.println("classes of a first call of receiveChat: " + loaded.size());
        assertThat(loaded).hasSizeGreaterThan(1000);
        assertThat(loaded).filteredOn(line -> NOT_NEEDED.stream().anyMatch(part -> line.contains(" " + part)))
                .isEmpty();
    }
}

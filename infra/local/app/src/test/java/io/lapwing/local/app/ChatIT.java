package io.lapwing.local.app;

import io.lapwing.chatbot.channels.Signatures;
import io.lapwing.chatbot.channels.slack.SlackPlatform;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.port.ChatSenderContract.Shown;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// The chatbot in a process as it is delivered, by signed requests of a Slack that shows what is posted: from linking an
/// account over a question to the device that restarts, and on after a `kill -9`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChatIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final Pattern CODE = Pattern.compile("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}");
    private static final String CHAT = "D0ALICE";

    private final SlackPlatform slack = new SlackPlatform();
    private final AtomicInteger numbers = new AtomicInteger();
    private LapwingProcess lapwing;

    @BeforeAll
    void start(@TempDir Path folder) {
        slack.join(CHAT);
        lapwing = LapwingProcess.on(folder.resolve("data")).with("--fleet", "demo")
                .withEnvironment("LAPWING_SLACK_SIGNING_SECRET", SECRET)
                .withEnvironment("LAPWING_SLACK_BOT_TOKEN", SlackPlatform.TOKEN)
                .withEnvironment("LAPWING_SLACK_API_URL", slack.api().toString()).start();
    }

    @AfterAll
    void stop() {
        lapwing.close();
        slack.close();
    }

    private HttpResponse<String> send(String path, String type, String body, String signature, long timestamp) {
        return lapwing.send(lapwing.request(path).header("Content-Type", type)
                .header("X-Slack-Request-Timestamp", Long.toString(timestamp))
                .header("X-Slack-Signature", signature).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> signed(String path, String type, String body) {
        long now = Instant.now().getEpochSecond();
        String base = "v0:" + now + ":" + body;
        return send(path, type, body, "v0=" + Signatures.hmacSha256(SECRET, base.getBytes(StandardCharsets.UTF_8)),
                now);
    }

    private void say(String text) {
        HttpResponse<String> answer = signed("/chat/slack/events", "application/json", json(Map.of("type",
                "event_callback", "team_id", "T1", "event_id", "Ev" + numbers.incrementAndGet(), "event",
                Map.of("type", "message", "channel", CHAT, "channel_type", "im", "user", "U0ALICE", "text", text, "ts",
                        Instant.now().getEpochSecond() + ".000001"))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> press(String value, int number) {
        return signed("/chat/slack/interactions", "application/x-www-form-urlencoded",
                "payload=" + URLEncoder.encode(json(Map.of("type", "block_actions", "user",
                        Map.of("id", "U0ALICE", "team_id", "T1"), "team", Map.of("id", "T1"), "channel",
                        Map.of("id", CHAT), "trigger_id", "tr" + number, "container",
                        Map.of("type", "message", "message_ts", slack.lastTs(), "channel_id", CHAT), "actions",
                        List.of(Map.of("type", "button", "value", value, "action_ts",
                                Instant.now().getEpochSecond() + ".000002")))),
                        StandardCharsets.UTF_8));
    }

    private static String json(Map<String, ?> value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    /// What the bot says next, after so many messages.
    private Shown next(int before) {
        within(SOON, () -> assertThat(slack.shown()).hasSizeGreaterThan(before));
        return slack.shown().get(before);
    }

    private Shown ask(String text) {
        int before = slack.shown().size();
        say(text);
        return next(before);
    }

    /// What the bot asks with two buttons after that text. What it still had to say of earlier ones may come first.
    private Shown question(String text) {
        int before = slack.shown().size();
        say(text);
        within(SOON, () -> assertThat(since(before)).anySatisfy(shown -> assertThat(shown.labels()).hasSize(2)));
        return since(before).stream().filter(shown -> shown.labels().size() == 2).findFirst().orElseThrow();
    }

    private List<Shown> since(int before) {
        List<Shown> shown = slack.shown();
        return shown.subList(before, shown.size());
    }

    @Test
    @Order(1)
    void takes_nothing_that_slack_did_not_sign() {
        long now = Instant.now().getEpochSecond();

        assertThat(send("/chat/slack/events", "application/json", "{}", "v0=" + "0".repeat(64), now).statusCode())
                .isEqualTo(401);
        assertThat(lapwing.send(lapwing.request("/chat/telegram").POST(HttpRequest.BodyPublishers.ofString("{}")))
                .statusCode()).isEqualTo(404);
    }

    @Test
    @Order(2)
    void links_an_account_to_a_user_who_is_signed_in() {
        assertThat(ask("how is cold store 1?").text()).contains("link").doesNotContain("cold-store-1");
        Matcher code = CODE.matcher(ask("link").text());
        assertThat(code.find()).isTrue();

        HttpResponse<String> redeemed = lapwing.post("/v1/me/chat-links", lapwing.token("demo", "operator"),
                "{\"code\":\"" + code.group() + "\"}");

        assertThat(redeemed.statusCode()).as(redeemed.body()).isEqualTo(201);
        assertThat(ask("how is cold store 1?").text()).contains("cold-store-1");
    }

    @Test
    @Order(3)
    void draws_a_chart() {
        within(SOON, () -> assertThat(ask("temperature of cold store 1").text()).contains("temperature"));
        int before = slack.shown().size();

        say("chart of the temperature of cold store 1 for the last hour");

        within(SOON, () -> assertThat(since(before)).anySatisfy(shown -> assertThat(shown.pictures()).isNotEmpty()));
    }

    @Test
    @Order(4)
    void has_a_device_restarted_once_and_says_so() {
        int before = slack.shown().size();
        Shown question = question("restart cold store 1");

        for (int i = 0; i < 10; i++) {
            assertThat(press(question.values().getFirst(), 100 + i).statusCode()).isEqualTo(200);
        }

        within(SOON, () -> assertThat(since(before))
                .anySatisfy(shown -> assertThat(shown.text()).contains("✔ cold-store-1")));
        assertThat(commands()).containsOnlyOnce("\"method\":\"reboot\"").contains("\"state\":\"SUCCEEDED\"");
    }

    @Test
    @Order(5)
    void remembers_a_question_over_a_kill() {
        String before = commands();
        Shown question = question("restart cold store 2");

        lapwing.kill();
        lapwing.start();
        assertThat(press(question.values().getFirst(), 200).statusCode()).isEqualTo(200);

        within(SOON, () -> assertThat(commands("cold-store-2")).containsOnlyOnce("\"method\":\"reboot\""));
        assertThat(commands()).isEqualTo(before);
    }

    private String commands() {
        return commands("cold-store-1");
    }

    private String commands(String device) {
        HttpResponse<String> answer = lapwing.get("/v1/devices/" + device + "/commands",
                lapwing.token("demo", "viewer"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}

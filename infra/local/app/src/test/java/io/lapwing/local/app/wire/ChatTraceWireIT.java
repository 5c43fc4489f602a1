package io.lapwing.local.app.wire;

import io.lapwing.chatbot.channels.PlatformServer.Seen;
import io.lapwing.chatbot.channels.Signatures;
import io.lapwing.chatbot.channels.slack.SlackPlatform;
import io.lapwing.local.app.LapwingProcess;
import io.lapwing.local.app.wire.SteeredDevice.Told;
import io.lapwing.local.app.wire.Steering.Owned;
import io.lapwing.sharedmodel.json.Json;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// One trace, from what somebody presses in a chat over the queue to the device, and from its reply back into the chat.
class ChatTraceWireIT {
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final String CHAT = "D0ALICE";
    private static final String ASKED = "0af7651916cd43dd8448eb211c80319c";
    private static final String CONFIRMED = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Pattern CODE = Pattern.compile("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}");

    private final AtomicInteger numbers = new AtomicInteger();

    @Test
    void a_trace_goes_from_the_chat_to_the_device_and_back(@TempDir Path folder) throws Exception {
        try (SlackPlatform slack = new SlackPlatform();
                Site site = Site.open(LapwingProcess.on(folder.resolve("data"))
                        .withEnvironment("LAPWING_SLACK_SIGNING_SECRET", SECRET)
                        .withEnvironment("LAPWING_SLACK_BOT_TOKEN", SlackPlatform.TOKEN)
                        .withEnvironment("LAPWING_SLACK_API_URL", slack.api().toString()))) {
            slack.join(CHAT);
            Owned pump = new Steering(site).device("traced");
            link(site, slack);
            try (SteeredDevice device = pump.connect().listeningTo("cmd/+")) {
                Seen question = said(site, slack, "restart " + pump.id(), ASKED, "Only you can confirm");
                press(site, slack, CONFIRMED);
                Told command = device.next();
                answer(device, command);

                assertThat(traceOf(question)).isEqualTo(ASKED);
                assertThat(traceOf(command)).isEqualTo(CONFIRMED);
                assertThat(traceOf(posted(slack, "is on its way"))).isEqualTo(CONFIRMED);
                assertThat(traceOf(posted(slack, "✔ " + pump.id()))).isEqualTo(CONFIRMED);
            }
        }
    }

    private void link(Site site, SlackPlatform slack) {
        Matcher code = CODE.matcher(said(site, slack, "link", ASKED, "Your code is").text());
        assertThat(code.find()).isTrue();
        HttpResponse<String> redeemed = site.post("/v1/me/chat-links", "{\"code\":\"" + code.group() + "\"}");
        assertThat(redeemed.statusCode()).as(redeemed.body()).isEqualTo(201);
    }

    /// Says something, and waits for what is answered.
    private Seen said(Site site, SlackPlatform slack, String text, String trace, String answer) {
        send(site, "/chat/slack/events", "application/json", Json.text(Map.of("type", "event_callback", "team_id", "T1",
                "event_id", "Ev" + numbers.incrementAndGet(), "event",
                Map.of("type", "message", "channel", CHAT, "channel_type", "im", "user", "U0ALICE", "text", text, "ts",
                        Instant.now().getEpochSecond() + ".000001")))
                .json(), trace);
        return posted(slack, answer);
    }

    private void press(Site site, SlackPlatform slack, String trace) {
        String payload = Json.text(Map.of("type", "block_actions", "user", Map.of("id", "U0ALICE", "team_id", "T1"),
                "team", Map.of("id", "T1"), "channel", Map.of("id", CHAT), "trigger_id", "tr1", "container",
                Map.of("type", "message", "message_ts", slack.lastTs(), "channel_id", CHAT), "actions",
                List.of(Map.of("type", "button", "value", slack.shown().getLast().values().getFirst(), "action_ts",
                        Instant.now().getEpochSecond() + ".000002"))))
                .json();
        send(site, "/chat/slack/interactions", "application/x-www-form-urlencoded",
                "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8), trace);
    }

    private static void send(Site site, String path, String type, String body, String trace) {
        long now = Instant.now().getEpochSecond();
        String base = "v0:" + now + ":" + body;
        HttpResponse<String> answer = site.process().send(site.process().request(path).header("Content-Type", type)
                .header("X-Slack-Request-Timestamp", Long.toString(now))
                .header("X-Slack-Signature",
                        "v0=" + Signatures.hmacSha256(SECRET, base.getBytes(StandardCharsets.UTF_8)))
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /// As a device does that knows nothing of traces.
    private static void answer(SteeredDevice device, Told command) throws Exception {
        MqttProperties reply = new MqttProperties();
        reply.setCorrelationData(command.properties().getCorrelationData());
        device.sayOn(command.properties().getResponseTopic(), "{\"status\":200}", reply);
    }

    private static Seen posted(SlackPlatform slack, String text) {
        within(Steering.SOON, () -> assertThat(find(slack, text)).isPresent());
        return find(slack, text).orElseThrow();
    }

    private static Optional<Seen> find(SlackPlatform slack, String text) {
        return slack.server.seen().stream().filter(seen -> seen.text().contains(text)).findFirst();
    }

    private static String traceOf(Seen request) {
        return traceId(request.headers().getOrDefault("traceparent", ""));
    }

    private static String traceOf(Told message) {
        return message.properties().getUserProperties().stream().filter(each -> each.getKey().equals("traceparent"))
                .map(UserProperty::getValue).map(ChatTraceWireIT::traceId).findFirst().orElse("");
    }

    private static String traceId(String traceParent) {
        String[] parts = traceParent.split("-", -1);
        return parts.length == 4 ? parts[1] : "no trace: " + traceParent;
    }
}

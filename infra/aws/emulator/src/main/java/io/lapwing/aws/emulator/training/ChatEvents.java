package io.lapwing.aws.emulator.training;

import io.lapwing.aws.emulator.GatewayEvents;
import io.lapwing.sharedmodel.json.Json;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What Slack tells the chatbot, and what of it comes through the queue. Who speaks is a stranger: the canned stores cannot
/// link him.
public final class ChatEvents {

    private static final String SIGNING_SECRET = "not-a-secret";
    private static final String TEAM = "T061EG9R6";
    private static final String DIRECT = "D1";
    private static final String USER = "UAMAL";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final List<String> SAID = List.of("help", "how is pump-1", "which pumps are offline",
            "latest temperature of pump-2", "restart pump-3", "no", "any critical alerts", "hello \uD83D\uDE9A",
            "wie geht es pump-4", "thank you");

    private ChatEvents() {}

    /// What Secrets Manager answers.
    static byte[] secret() {
        return Json.write(Map.of("Name", "slack", "SecretString",
                text(Map.of("LAPWING_SLACK_SIGNING_SECRET", SIGNING_SECRET, "LAPWING_SLACK_BOT_TOKEN", "xoxb-none"))));
    }

    /// Requests of Slack: messages, repetitions of them, buttons that were pressed, and now and then what is none of its.
    static List<String> requests(int rounds) {
        Supplier<String> messages = message();
        List<String> events = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            String message = messages.get();
            events.add(message);
            events.add(message);
            events.add(signed("/chat/slack/interactions", "payload=%7B%22type%22%3A%22shortcut%22%7D", SIGNING_SECRET));
            events.add(round % 5 == 0
                    ? signed("/chat/slack/events", said("none", "hello"), "somebody-elses")
                    : messages.get());
        }
        return events;
    }

    /// A new message of somebody each time, as API Gateway hands it over.
    public static Supplier<String> message() {
        AtomicInteger count = new AtomicInteger();
        return () -> {
            int number = count.getAndIncrement();
            return signed("/chat/slack/events", said("Ev" + System.currentTimeMillis() + "x" + number,
                    SAID.get(number % SAID.size())), SIGNING_SECRET);
        };
    }

    private static String said(String id, String text) {
        return text(Map.of("type", "event_callback", "team_id", TEAM, "event_id", id, "event",
                Map.of("type", "message", "channel", DIRECT, "channel_type", "im", "user", USER, "text", text,
                        "ts", seconds() + ".000100")));
    }

    private static String signed(String path, String body, String secret) {
        try {
            String timestamp = Long.toString(seconds());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signature = "v0=" + HexFormat.of()
                    .formatHex(mac.doFinal(("v0:" + timestamp + ":" + body).getBytes(StandardCharsets.UTF_8)));
            return GatewayEvents.of("POST", path, "", Map.of("content-type",
                    body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded",
                    "x-slack-request-timestamp", timestamp, "x-slack-signature", signature), body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    /// What the queue brings to `converse`.
    static List<String> messages(int rounds) {
        List<String> events = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (String text : SAID) {
                events.add(queued("slack:Ev" + events.size(), text));
            }
        }
        return events;
    }

    private static String queued(String id, String text) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("id", id);
        input.put("from", Map.of("channel", "slack", "workspace", TEAM, "id", USER));
        input.put("place", Map.of("channel", "slack", "workspace", TEAM, "id", DIRECT));
        input.put("private", true);
        input.put("act", Map.of("said", text));
        input.put("sentAt", System.currentTimeMillis());
        return text(Map.of("Records", List.of(Map.of("messageId", id, "receiptHandle", "handle", "body",
                Base64.getEncoder().encodeToString(text(input).getBytes(StandardCharsets.UTF_8)), "attributes",
                Map.of("ApproximateReceiveCount", "1"), "messageAttributes",
                Map.of("workId", attribute(id), "payload", attribute("inline"), "traceparent", attribute(TRACE))))));
    }

    private static Map<String, String> attribute(String value) {
        return Map.of("dataType", "String", "stringValue", value);
    }

    private static long seconds() {
        return System.currentTimeMillis() / 1000;
    }

    private static String text(Map<String, Object> json) {
        return new String(Json.write(json), StandardCharsets.UTF_8);
    }
}

package io.lapwing.chatbot.channels.discord;

import io.lapwing.chatbot.channels.Deadline;
import io.lapwing.chatbot.channels.HttpCall;
import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.HttpOutcome;
import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.chatbot.channels.Multipart;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.RetryAfter;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.json.Json;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// Calls Discord's API for messages.
final class DiscordApi {
    /// Discord shuts out who does not say it in this form.
    private static final String USER_AGENT = "DiscordBot (urn:lapwing, 1)";
    private static final Duration AFTER_NONSENSE = Duration.ofSeconds(30);
    /// A message that is only there to say that one is awaited.
    private static final long LOADING = 1 << 7;

    private final HttpCaller http;
    private final URI base;

    DiscordApi(HttpCaller http, URI base) {
        this.http = http;
        this.base = base;
    }

    sealed interface Answer {
        record Well(MessageRef message) implements Answer {}

        /// @param code Discord's own for the error, 0 where it gives none
        record Refused(int status, long code) implements Answer {
            Sent toSent() {
                return new Sent.Refused("Discord answered " + status + (code == 0 ? "" : ", error " + code));
            }
        }

        record Undone(Sent sent) implements Answer {}
    }

    Deadline deadline() {
        return http.deadline();
    }

    /// @param method POST or PATCH
    /// @param token the bot's, where the path does not bear one itself
    Answer write(String method, String path, @Nullable String token, DiscordMessages.Part part, Deadline deadline) {
        return switch (send(withToken(call(method, path, part), token), deadline)) {
            case HttpOutcome.Answered answered -> message(answered);
            case HttpOutcome.Refused refused -> new Answer.Refused(refused.status(), code(refused));
            case HttpOutcome.Busy busy -> new Answer.Undone(leaveAlone(busy));
            case HttpOutcome.Lost lost -> new Answer.Undone(lost.toSent());
        };
    }

    HttpOutcome look(String path, Deadline deadline) {
        return send(HttpCall.get(url(path)), deadline);
    }

    private HttpOutcome send(HttpCall call, Deadline deadline) {
        return http.send(call.withHeader("User-Agent", USER_AGENT), deadline);
    }

    /// Whether a message is still the sign that one is awaited. False if in doubt: what is said then is said after it.
    static boolean isAwaited(HttpOutcome.Answered message) {
        try {
            return (message.json().at("flags").optionalInteger().orElse(0L) & LOADING) != 0;
        } catch (MalformedPayload _) {
            return false;
        }
    }

    private HttpCall call(String method, String path, DiscordMessages.Part part) {
        ChatImage image = part.image();
        if (image == null) {
            return HttpCall.json(method, url(path), part.fields());
        }
        String fields = new String(Json.write(part.fields()), StandardCharsets.UTF_8);
        return HttpCall.multipart(method, url(path), new Multipart().field("payload_json", fields).file("files[0]",
                DiscordMessages.IMAGE_NAME, "image/png", image.png()));
    }

    private URI url(String path) {
        String root = base.toString();
        return URI.create((root.endsWith("/") ? root : root + "/") + path);
    }

    private static HttpCall withToken(HttpCall call, @Nullable String token) {
        return token == null ? call : call.withHeader("Authorization", "Bot " + token);
    }

    private static Answer message(HttpOutcome.Answered answered) {
        try {
            return new Answer.Well(new MessageRef(Snowflake.require(answered.json().at("id").text())));
        } catch (MalformedPayload _) {
            return new Answer.Undone(new Sent.TryLater(AFTER_NONSENSE, "Discord's answer is not understood"));
        }
    }

    private static long code(HttpOutcome.Refused refused) {
        try {
            Payload fields = refused.json();
            return fields.isObject() ? fields.at("code").optionalInteger().orElse(0L) : 0;
        } catch (MalformedPayload _) {
            return 0;
        }
    }

    /// The body tells it to the millisecond, and the header not always.
    static Sent leaveAlone(HttpOutcome.Busy busy) {
        try {
            Payload fields = busy.json();
            Duration after = fields.isObject()
                    ? fields.at("retry_after").optionalNumber().map(RetryAfter::ofSeconds).orElse(busy.after())
                    : busy.after();
            return new Sent.TryLater(after.compareTo(busy.after()) > 0 ? after : busy.after(),
                    "Discord answered " + busy.status());
        } catch (MalformedPayload _) {
            return busy.toSent();
        }
    }
}

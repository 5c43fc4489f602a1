package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.Deadline;
import io.lapwing.chatbot.channels.HttpCall;
import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.HttpOutcome;
import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.sharedmodel.chat.Sent;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Calls Slack's Web API, which says no with status 200 and an error in its words.
final class SlackApi {
    /// What is over after a while, as Slack documents it.
    private static final Set<String> PASSING = Set.of("ratelimited", "rate_limited", "internal_error", "fatal_error",
            "service_unavailable", "request_timeout", "team_added_to_org", "accesslimited");
    private static final Duration AFTER_PASSING = Duration.ofSeconds(30);
    private static final Pattern ERROR = Pattern.compile("[a-z0-9_]{1,64}");

    private final HttpCaller http;
    private final URI base;
    private final String token;

    SlackApi(HttpCaller http, URI base, String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    sealed interface Answer {

        record Well(Payload fields) implements Answer {}

        /// @param error Slack's word for why
        record Refused(String error) implements Answer {
            Sent toSent() {
                return new Sent.Refused("Slack: " + error);
            }
        }

        record Undone(Sent sent) implements Answer {}
    }

    Deadline deadline() {
        return http.deadline();
    }

    Answer json(String method, Map<String, Object> arguments, Deadline deadline) {
        return call(HttpCall.postJson(url(method), arguments).withBearer(token), deadline);
    }

    /// For the methods that take no JSON.
    Answer form(String method, Map<String, String> arguments, Deadline deadline) {
        return call(HttpCall.postForm(url(method), arguments).withBearer(token), deadline);
    }

    /// To an address that Slack gave out, and that knows for itself who may use it.
    HttpOutcome direct(HttpCall call, Deadline deadline) {
        return http.send(call, deadline);
    }

    private URI url(String method) {
        String root = base.toString();
        return URI.create((root.endsWith("/") ? root : root + "/") + method);
    }

    private Answer call(HttpCall call, Deadline deadline) {
        return switch (http.send(call, deadline)) {
            case HttpOutcome.Answered answered -> read(answered);
            case HttpOutcome.Refused refused -> new Answer.Undone(refused.toSent());
            case HttpOutcome.Busy busy -> new Answer.Undone(busy.toSent());
            case HttpOutcome.Lost lost -> new Answer.Undone(lost.toSent());
        };
    }

    private static Answer read(HttpOutcome.Answered answered) {
        try {
            Payload fields = answered.json();
            if (fields.at("ok").flag()) {
                return new Answer.Well(fields);
            }
            String error = fields.at("error").optionalText().filter(ERROR.asMatchPredicate()).orElse("unknown error");
            return PASSING.contains(error)
                    ? new Answer.Undone(new Sent.TryLater(AFTER_PASSING, "Slack: " + error))
                    : new Answer.Refused(error);
        } catch (MalformedPayload _) {
            return new Answer.Undone(notUnderstood());
        }
    }

    static Sent notUnderstood() {
        return new Sent.TryLater(AFTER_PASSING, "Slack's answer is not understood");
    }
}

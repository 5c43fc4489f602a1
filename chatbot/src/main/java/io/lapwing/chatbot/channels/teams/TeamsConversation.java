package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.Deadline;
import io.lapwing.chatbot.channels.HttpCall;
import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.HttpOutcome;
import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The calls that one message to one conversation takes, all within one deadline. Not thread-safe.
final class TeamsConversation {
    private static final Duration AFTER_NONSENSE = Duration.ofSeconds(5);
    private static final Duration AFTER_CONFLICT = Duration.ofSeconds(2);
    private static final int UNAUTHORIZED = 401;
    private static final int PRECONDITION_FAILED = 412;
    private static final Set<Integer> NOT_TO_BE_CHANGED = Set.of(400, 404, 405);

    private final HttpCaller http;
    private final TeamsAccess access;
    private final String activitiesUrl;
    private final ChatPlace place;
    private final Deadline deadline;

    TeamsConversation(HttpCaller http, TeamsAccess access, URI serviceUrl, ChatPlace place) {
        this.http = http;
        this.access = access;
        this.activitiesUrl = serviceUrl.toString().replaceFirst("/+$", "") + "/v3/conversations/" + encoded(
                TeamsActivities.conversation(place)) + "/activities";
        this.place = place;
        this.deadline = http.deadline();
    }

    Sent post(Map<String, Object> activity) {
        Map<String, Object> body = new LinkedHashMap<>(activity);
        if (place.thread() != null) {
            body.put("replyToId", place.thread());
        }
        return switch (send(HttpCall.postJson(URI.create(activitiesUrl), body))) {
            case Exchange.Failed failed -> failed.sent();
            case Exchange.Over over -> sent(over.outcome());
        };
    }

    /// Nothing if that message cannot be changed (any more).
    Optional<Sent> update(MessageRef replaced, Map<String, Object> activity) {
        Map<String, Object> body = new LinkedHashMap<>(activity);
        body.put("id", replaced.value());
        URI url = URI.create(activitiesUrl + "/" + encoded(replaced.value()));
        return switch (send(HttpCall.json("PUT", url, body))) {
            case Exchange.Failed failed -> Optional.of(failed.sent());
            case Exchange.Over(HttpOutcome.Answered _) -> Optional.of(new Sent.Done(replaced));
            case Exchange.Over(HttpOutcome.Refused refused) when NOT_TO_BE_CHANGED.contains(refused.status()) ->
                Optional.empty();
            case Exchange.Over over -> Optional.of(sent(over.outcome()));
        };
    }

    private sealed interface Exchange {
        record Over(HttpOutcome outcome) implements Exchange {}

        /// It was not even begun.
        record Failed(Sent sent) implements Exchange {}
    }

    /// Once more with a new token, if Teams does not take the one that we have: it may have been revoked.
    private Exchange send(HttpCall call) {
        return switch (access.get(deadline)) {
            case TeamsAccess.Denied denied -> new Exchange.Failed(denied.sent());
            case TeamsAccess.Granted granted -> {
                HttpOutcome outcome = http.send(call.withBearer(granted.token()), deadline);
                if (!(outcome instanceof HttpOutcome.Refused refused) || refused.status() != UNAUTHORIZED) {
                    yield new Exchange.Over(outcome);
                }
                access.forget(granted);
                yield switch (access.get(deadline)) {
                    case TeamsAccess.Denied denied -> new Exchange.Failed(denied.sent());
                    case TeamsAccess.Granted other -> new Exchange.Over(http.send(call.withBearer(other.token()),
                            deadline));
                };
            }
        };
    }

    private static Sent sent(HttpOutcome outcome) {
        return switch (outcome) {
            case HttpOutcome.Answered answered -> done(answered);
            case HttpOutcome.Busy busy -> busy.toSent();
            case HttpOutcome.Refused refused when refused.status() == PRECONDITION_FAILED -> new Sent.TryLater(
                    AFTER_CONFLICT, "Teams was changing the chat itself");
            case HttpOutcome.Refused refused -> new Sent.Refused(reason(refused.status()));
            case HttpOutcome.Lost lost -> lost.toSent();
        };
    }

    private static Sent done(HttpOutcome.Answered answered) {
        try {
            return new Sent.Done(new MessageRef(answered.json().at("id").text()));
        } catch (MalformedPayload | IllegalArgumentException _) {
            return new Sent.TryLater(AFTER_NONSENSE, "Teams' answer is not understood");
        }
    }

    /// Teams' own words may quote ours.
    private static String reason(int status) {
        return switch (status) {
            case UNAUTHORIZED -> "Teams does not take the app's token";
            case 403 -> "the bot was blocked, or is not in that chat";
            case 404 -> "Teams does not know the chat";
            default -> "Teams answered " + status;
        };
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

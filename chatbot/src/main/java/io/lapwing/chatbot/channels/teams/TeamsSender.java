package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.http.SafeUrl;
import io.lapwing.sharedmodel.port.ChatFiles;
import io.lapwing.sharedmodel.port.ChatSender;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes messages through the service that the Bot Framework has named as the place's own. It gets our token, so a
/// place's answer must come from a verified activity, as [TeamsWebhook] reads it.
public final class TeamsSender implements ChatSender {
    /// For bots of many tenants; one of a single tenant has that tenant in place of `botframework.com`.
    public static final String TOKEN_URL = "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token";

    private final HttpCaller http;
    private final TeamsAccess access;

    /// The bot's own, as registered.
    public record Credentials(String appId, String password) {
        public Credentials {
            if (appId.isBlank() || password.isBlank()) {
                throw new IllegalArgumentException("the app's id or password is empty");
            }
        }

        /// So that the password cannot reach a log.
        @Override
        public String toString() {
            return "Credentials[" + appId + "]";
        }
    }

    /// @param tokenUrl [#TOKEN_URL], or its like
    public TeamsSender(HttpCaller http, InstantSource clock, String tokenUrl, Credentials credentials) {
        this.http = http;
        this.access = new TeamsAccess(http, clock, tokenUrl, credentials);
    }

    /// The files that people give the bot, read with the same access.
    public ChatFiles files() {
        return new TeamsDownloads(http, access);
    }

    @Override
    public Sent post(ChatPlace place, ChatMessage message) {
        return conversation(place).map(chat -> postAll(chat, TeamsMessages.of(message))).orElseGet(
                TeamsSender::unreachable);
    }

    private static Sent postAll(TeamsConversation chat, List<Map<String, Object>> activities) {
        Sent sent = chat.post(activities.getFirst());
        for (Map<String, Object> activity : activities.subList(1, activities.size())) {
            if (!(sent instanceof Sent.Done)) {
                return sent;
            }
            sent = chat.post(activity);
        }
        return sent;
    }

    /// The first part takes the place, and what does not fit follows as new messages.
    @Override
    public Sent replace(ChatPlace place, MessageRef replaced, ChatMessage message) {
        return conversation(place).map(chat -> replace(chat, replaced, TeamsMessages.of(message))).orElseGet(
                TeamsSender::unreachable);
    }

    private static Sent replace(TeamsConversation chat, MessageRef replaced, List<Map<String, Object>> activities) {
        Optional<Sent> updated = chat.update(replaced, activities.getFirst());
        if (updated.isEmpty()) {
            return postAll(chat, activities);
        }
        boolean isMore = updated.get() instanceof Sent.Done && activities.size() > 1;
        return isMore ? postAll(chat, activities.subList(1, activities.size())) : updated.get();
    }

    private Optional<TeamsConversation> conversation(ChatPlace place) {
        if (place.answer() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TeamsConversation(http, access, SafeUrl.of(place.answer()), place));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Sent unreachable() {
        return new Sent.Refused("which of Teams' services the chat is at is not known");
    }
}

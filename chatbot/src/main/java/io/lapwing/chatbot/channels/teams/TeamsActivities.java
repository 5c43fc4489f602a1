package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.Texts;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.work.WorkId;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Reads activities: messages to the bot, and presses of its buttons. Who comes and goes, who likes what, and what bots
/// write is none of its business.
final class TeamsActivities {
    /// Where in a channel a thread begins.
    private static final String THREAD = ";messageid=";
    /// Of ids of bots.
    private static final String BOT = "28:";
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");

    private TeamsActivities() {}

    static List<ChatInput> read(Payload activity, Instant now) {
        Payload from = activity.at("from");
        boolean isBots = !from.isPresent() || from.at("id").text().startsWith(BOT);
        if (!activity.at("type").text().equals("message") || isBots) {
            return List.of();
        }
        boolean isPrivate = activity.at("conversation", "conversationType").optionalText()
                .filter("personal"::equals).isPresent();
        return act(activity, isPrivate).map(act -> new ChatInput(workId(activity), account(activity), place(activity),
                isPrivate, act, language(activity), sentAt(activity, now))).stream().toList();
    }

    private static Optional<ChatAct> act(Payload activity, boolean isPrivate) {
        Payload pressed = activity.at("value");
        if (pressed.isPresent()) {
            return pressed.isObject() ? pressed.at(TeamsCard.PRESSED).optionalText().map(
                    value -> new ChatAct.Pressed(value, replyTo(activity))) : Optional.empty();
        }
        TeamsText text = TeamsText.of(activity);
        List<ChatAct.SharedFile> files = TeamsFiles.of(activity);
        boolean saysNothing = text.isEmpty() && files.isEmpty();
        if (!text.isForBot() && (saysNothing || !isPrivate)) {
            return Optional.empty();
        }
        String said = Texts.said(text.text());
        return Optional.of(files.isEmpty() ? new ChatAct.Said(said) : new ChatAct.Shared(said, files));
    }

    private static @Nullable MessageRef replyTo(Payload activity) {
        return activity.at("replyToId").optionalText().map(MessageRef::new).orElse(null);
    }

    /// An activity's id is unique within its conversation only.
    private static WorkId workId(Payload activity) {
        String id = activity.at("conversation", "id").text() + "\n" + activity.at("id").text();
        return new WorkId("teams:" + Sha256.of(id.getBytes(StandardCharsets.UTF_8)).hex());
    }

    /// In Entra, which knows him by one id in all chats; else by the one that he has for this bot.
    private static ChatAccount account(Payload activity) {
        Payload from = activity.at("from");
        return new ChatAccount(Channel.TEAMS, tenant(activity),
                from.at("aadObjectId").optionalText().orElseGet(() -> from.at("id").text()));
    }

    private static ChatPlace place(Payload activity) {
        String conversation = activity.at("conversation", "id").text();
        int thread = conversation.indexOf(THREAD);
        return new ChatPlace(Channel.TEAMS, tenant(activity),
                thread < 0 ? conversation : conversation.substring(0, thread),
                thread < 0 ? null : conversation.substring(thread + THREAD.length()),
                activity.at("serviceUrl").text());
    }

    /// What [#place] took apart.
    static String conversation(ChatPlace place) {
        return place.thread() == null ? place.id() : place.id() + THREAD + place.thread();
    }

    private static String tenant(Payload activity) {
        return activity.at("channelData", "tenant", "id").optionalText()
                .or(() -> activity.at("conversation", "tenantId").optionalText()).orElse("");
    }

    private static @Nullable String language(Payload activity) {
        return activity.at("locale").optionalText().filter(tag -> LANGUAGE.matcher(tag).matches()).orElse(null);
    }

    private static Instant sentAt(Payload activity, Instant now) {
        try {
            return activity.at("timestamp").optionalText().map(text -> OffsetDateTime.parse(text).toInstant())
                    .orElse(now);
        } catch (DateTimeException _) {
            return now;
        }
    }
}

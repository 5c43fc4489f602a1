package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.chatbot.channels.Receipts;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.work.WorkId;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Reads slash commands. What the command is called is the workspace's choice: what follows it is said to the bot.
final class SlackCommands {
    private SlackCommands() {}

    static Receipt read(Map<String, List<String>> form, Instant now) {
        if (!value(form, "ssl_check", "").isEmpty()) {
            return Receipts.ignored();
        }
        String team = required(form, "team_id");
        String channel = required(form, "channel_id");
        String responseUrl = value(form, "response_url", "");
        ChatPlace place = new ChatPlace(Channel.SLACK, team, channel, null, responseUrl.isEmpty() ? null : responseUrl);
        ChatAccount from = new ChatAccount(Channel.SLACK, team, required(form, "user_id"));
        ChatAct said = new ChatAct.Said(SlackText.read(value(form, "text", ""), Set.of()));
        return Receipts.taken(List.of(new ChatInput(id(form), from, place, isPrivate(channel), said, null, now)));
    }

    /// The trigger is of one invocation. So is the response URL, which is a secret and too long for an id.
    private static WorkId id(Map<String, List<String>> form) {
        String trigger = value(form, "trigger_id", "");
        return new WorkId("slack:" + (trigger.isEmpty()
                ? UUID.nameUUIDFromBytes(required(form, "response_url").getBytes(StandardCharsets.UTF_8))
                : trigger));
    }

    /// Slack's chats of two begin so.
    static boolean isPrivate(String channel) {
        return channel.startsWith("D");
    }

    static String required(Map<String, List<String>> form, String name) {
        String value = value(form, name, "");
        if (value.isEmpty()) {
            throw new MalformedPayload(name + " must be there");
        }
        return value;
    }

    private static String value(Map<String, List<String>> form, String name, String otherwise) {
        return form.getOrDefault(name, List.of()).stream().findFirst().orElse(otherwise);
    }
}

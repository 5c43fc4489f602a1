package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.chatbot.channels.Receipts;
import io.lapwing.chatbot.channels.Texts;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.work.WorkId;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the Events API. Each event has an id of its own, which its retries bear again (`X-Slack-Retry-Num`).
final class SlackEvents {
    private static final int MAX_FILES = 20;
    private static final int MAX_NAME = 255;

    private SlackEvents() {}

    static Receipt read(Payload body, Instant now) {
        return switch (body.at("type").text()) {
            case "url_verification" -> Receipts.text(body.at("challenge").text());
            case "event_callback" -> isForUs(body) ? Receipts.taken(List.of(input(body, now))) : Receipts.ignored();
            default -> Receipts.ignored();
        };
    }

    /// What people newly write to the bot: by a mention, or where nobody else reads. Not what bots write, itself
    /// included, nor what is edited, nor that somebody joined.
    private static boolean isForUs(Payload body) {
        Payload event = body.at("event");
        String type = event.at("type").text();
        String subtype = event.at("subtype").optionalText().orElse("");
        boolean isMention = type.equals("app_mention");
        boolean isDirect = type.equals("message") && event.at("channel_type").optionalText().orElse("").equals("im");
        String user = event.at("user").optionalText().orElse("");
        return (isMention || isDirect) && (subtype.isEmpty() || subtype.equals("file_share"))
                && !event.at("bot_id").isPresent() && !event.at("edited").isPresent() && !user.isEmpty()
                && !bots(body).contains(user);
    }

    /// Who the event was sent to the app for: its own bot.
    private static Set<String> bots(Payload body) {
        return body.at("authorizations").items().stream().filter(authorized -> authorized.at("is_bot").flag())
                .flatMap(authorized -> authorized.at("user_id").optionalText().stream())
                .collect(Collectors.toSet());
    }

    private static ChatInput input(Payload body, Instant now) {
        Payload event = body.at("event");
        String team = body.at("team_id").text();
        String channel = event.at("channel").text();
        ChatPlace place = new ChatPlace(Channel.SLACK, team, channel,
                event.at("thread_ts").optionalText().orElse(null), null);
        boolean isPrivate = event.at("channel_type").optionalText().orElse("").equals("im");
        return new ChatInput(new WorkId("slack:" + body.at("event_id").text()),
                new ChatAccount(Channel.SLACK, team, event.at("user").text()), place, isPrivate, act(body), null,
                SlackTime.parse(event.at("ts").text(), now));
    }

    private static ChatAct act(Payload body) {
        String written = body.at("event", "text").optionalText().orElse("");
        Set<String> bots = bots(body);
        // Where Slack does not say who the bot is, a mention calls it by standing first.
        String text = SlackText.read(bots.isEmpty() ? written.replaceFirst("^\\s*<@[^<>]*>", "") : written, bots);
        List<ChatAct.SharedFile> files = body.at("event", "files").items().stream().filter(SlackEvents::isThere)
                .limit(MAX_FILES).map(SlackEvents::file).toList();
        return files.isEmpty() ? new ChatAct.Said(text) : new ChatAct.Shared(text, files);
    }

    /// Deleted files, and those beyond a workspace's limit, leave their tombstones.
    private static boolean isThere(Payload file) {
        String mode = file.at("mode").optionalText().orElse("");
        return !mode.equals("tombstone") && !mode.equals("hidden_by_limit");
    }

    private static ChatAct.SharedFile file(Payload file) {
        String name = Texts.said(file.at("name").optionalText().orElse("file"));
        return new ChatAct.SharedFile(file.at("id").text(), Texts.shortened(name, MAX_NAME),
                file.at("mimetype").optionalText().orElse(null), file.at("size").optionalInteger().orElse(-1L));
    }
}

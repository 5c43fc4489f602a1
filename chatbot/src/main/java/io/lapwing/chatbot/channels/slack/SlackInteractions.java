package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.chatbot.channels.Receipts;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.work.WorkId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Reads interactions with messages: buttons that were pressed, and choices from menus.
final class SlackInteractions {
    private static final int MAX_ACTIONS = 25;

    private SlackInteractions() {}

    static Receipt read(Map<String, List<String>> form, Instant now) {
        Payload payload = Payload.read(SlackCommands.required(form, "payload"));
        if (!payload.at("type").text().equals("block_actions") || !payload.at("channel").isPresent()) {
            return Receipts.ignored();
        }
        List<ChatInput> inputs = new ArrayList<>();
        for (Payload action : payload.at("actions").items().stream().limit(MAX_ACTIONS).toList()) {
            value(action).ifPresent(value -> inputs.add(input(payload, action, value, now)));
        }
        return Receipts.taken(inputs);
    }

    private static Optional<String> value(Payload action) {
        return switch (action.at("type").text()) {
            case "button" -> action.at("value").optionalText();
            case "static_select" -> action.at("selected_option", "value").optionalText();
            default -> Optional.empty();
        };
    }

    private static ChatInput input(Payload payload, Payload action, String value, Instant now) {
        String team = payload.at("team", "id").optionalText().orElseGet(() -> payload.at("user", "team_id").text());
        String channel = payload.at("channel", "id").text();
        ChatPlace place = new ChatPlace(Channel.SLACK, team, channel, thread(payload),
                payload.at("response_url").optionalText().orElse(null));
        String user = payload.at("user", "id").text();
        String actionTs = action.at("action_ts").optionalText().orElse("0");
        // A trigger is of one interaction, which has one action in all that Slack sends today.
        String trigger = payload.at("trigger_id").optionalText().orElse(channel + "/" + user);
        return new ChatInput(new WorkId("slack:" + trigger + "/" + actionTs),
                new ChatAccount(Channel.SLACK, team, user), place,
                SlackCommands.isPrivate(channel), new ChatAct.Pressed(value, message(payload, channel)), null,
                SlackTime.parse(actionTs, now));
    }

    private static @Nullable String thread(Payload payload) {
        return payload.at("message", "thread_ts").optionalText()
                .or(() -> payload.at("container", "thread_ts").optionalText()).orElse(null);
    }

    private static @Nullable MessageRef message(Payload payload, String channel) {
        Optional<String> ts = payload.at("container", "message_ts").optionalText()
                .or(() -> payload.at("message", "ts").optionalText());
        boolean isEphemeral = payload.at("container", "is_ephemeral").flag();
        return ts.map(name -> isEphemeral ? SlackMessage.ephemeral(name) : SlackMessage.of(channel, name)).orElse(null);
    }
}

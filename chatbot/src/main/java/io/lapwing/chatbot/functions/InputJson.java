package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Inputs as they lie in the queue.
final class InputJson {
    private InputJson() {}

    static WorkPayload write(ChatInput input) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", input.id().value());
        json.put("from", account(input.from()));
        json.put("place", place(input.place()));
        json.put("private", input.isPrivate());
        json.put("act", act(input.act()));
        json.put("language", input.language());
        json.put("sentAt", input.sentAt().toEpochMilli());
        return WorkPayload.of(Json.write(json));
    }

    static ChatInput read(WorkPayload payload) {
        Payload json = Payload.read(payload.toBytes());
        return new ChatInput(new WorkId(json.at("id").text()), account(json.at("from")), place(json.at("place")),
                json.at("private").flag(), act(json.at("act")), json.at("language").optionalText().orElse(null),
                Instant.ofEpochMilli(json.at("sentAt").integer()));
    }

    static Map<String, Object> account(ChatAccount account) {
        return Map.of("channel", account.channel().text(), "workspace", account.workspace(), "id", account.id());
    }

    static ChatAccount account(Payload json) {
        return new ChatAccount(channel(json), json.at("workspace").text(), json.at("id").text());
    }

    static Map<String, @Nullable Object> place(ChatPlace place) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("channel", place.channel().text());
        json.put("workspace", place.workspace());
        json.put("id", place.id());
        json.put("thread", place.thread());
        json.put("answer", place.answer());
        return json;
    }

    static ChatPlace place(Payload json) {
        return new ChatPlace(channel(json), json.at("workspace").text(), json.at("id").text(),
                json.at("thread").optionalText().orElse(null), json.at("answer").optionalText().orElse(null));
    }

    private static Channel channel(Payload json) {
        String name = json.at("channel").text();
        return Channel.parse(name).orElseThrow(() -> new IllegalArgumentException("no channel: " + name));
    }

    /// Without a switch over types, which a starting `receiveChat` would have to put together.
    @SuppressWarnings("IfChainToSwitch")
    private static Map<String, @Nullable Object> act(ChatAct act) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (act instanceof ChatAct.Said(String text)) {
            json.put("said", text);
        } else if (act instanceof ChatAct.Pressed(String value, MessageRef message)) {
            json.put("pressed", value);
            json.put("message", message == null ? null : message.value());
        } else if (act instanceof ChatAct.Shared(String text, var files)) {
            json.put("shared", text);
            json.put("files", files);
        }
        return json;
    }

    private static ChatAct act(Payload json) {
        if (json.at("said").isPresent()) {
            return new ChatAct.Said(json.at("said").text());
        }
        if (json.at("pressed").isPresent()) {
            return new ChatAct.Pressed(json.at("pressed").text(),
                    json.at("message").optionalText().map(MessageRef::new).orElse(null));
        }
        return new ChatAct.Shared(json.at("shared").text(),
                json.at("files").items().stream().map(InputJson::file).toList());
    }

    static SharedFile file(Payload json) {
        return new SharedFile(json.at("id").text(), json.at("name").text(),
                json.at("contentType").optionalText().orElse(null), json.at("size").integer());
    }
}

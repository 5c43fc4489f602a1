package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.domain.Exchange;
import io.lapwing.chatbot.domain.Memory;
import io.lapwing.chatbot.domain.Memory.Confirmed;
import io.lapwing.chatbot.domain.Memory.Line;
import io.lapwing.chatbot.domain.Question;
import io.lapwing.chatbot.domain.Question.Matter;
import io.lapwing.chatbot.domain.Question.Matter.Act;
import io.lapwing.chatbot.domain.Question.Matter.Choose;
import io.lapwing.chatbot.domain.Question.Matter.Confirm;
import io.lapwing.chatbot.domain.Question.Matter.Load;
import io.lapwing.chatbot.domain.language.Understanding;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.work.WorkId;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What is remembered of a conversation, as stores keep it.
final class MemoryJson {
    private MemoryJson() {}

    static JsonText write(Memory memory) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("last", memory.last() == null ? null : UnderstandingJson.tree(memory.last()));
        json.put("question", memory.question() == null ? null : question(memory.question()));
        json.put("misses", memory.misses());
        json.put("lines", memory.lines());
        json.put("exchanges", memory.exchanges().stream().map(MemoryJson::exchange).toList());
        json.put("confirmed", memory.confirmed().stream()
                .map(entry -> Map.of("question", entry.question(), "command", entry.command().value())).toList());
        json.put("language", memory.language());
        json.put("answer", memory.answer());
        json.put("lastAt", memory.lastAt().toEpochMilli());
        return Json.text(json);
    }

    static Memory read(JsonText text) {
        Payload json = Payload.read(text.json());
        Payload last = json.at("last");
        Payload question = json.at("question");
        return new Memory(last.isPresent() ? UnderstandingJson.read(last) : null,
                question.isPresent() ? question(question) : null, Math.toIntExact(json.at("misses").integer()),
                json.at("lines").items().stream()
                        .map(line -> new Line(line.at("byBot").flag(), line.at("text").text())).toList(),
                json.at("exchanges").items().stream().map(MemoryJson::exchange).toList(),
                json.at("confirmed").items().stream()
                        .map(entry -> new Confirmed(entry.at("question").text(),
                                new CommandId(entry.at("command").text())))
                        .toList(),
                json.at("language").text(), json.at("answer").optionalText().orElse(null),
                Instant.ofEpochMilli(json.at("lastAt").integer()));
    }

    private static Map<String, @Nullable Object> exchange(Exchange exchange) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("input", exchange.input().value());
        ChatMessage reply = exchange.reply();
        json.put("reply", reply == null ? null : MessageJson.tree(reply));
        return json;
    }

    private static Exchange exchange(Payload json) {
        return new Exchange(new WorkId(json.at("input").text()),
                json.at("reply").isPresent() ? MessageJson.read(json.at("reply")) : null);
    }

    private static Map<String, Object> question(Question question) {
        return Map.of("id", question.id(), "askedAt", question.askedAt().toEpochMilli(), "matter",
                switch (question.matter()) {
                    case Confirm(DeviceId device, String method, JsonText params) ->
                        Map.of("device", device.value(), "method", method, "params", params);
                    case Act(Understanding meant) -> Map.of("act", UnderstandingJson.tree(meant));
                    case Load(var files) -> Map.of("files", files);
                    case Choose(Understanding meant, var among) -> Map.of("meant", UnderstandingJson.tree(meant),
                            "among", among.stream().map(DeviceId::value).toList());
                });
    }

    private static Question question(Payload json) {
        return new Question(json.at("id").text(), Instant.ofEpochMilli(json.at("askedAt").integer()),
                matter(json.at("matter")));
    }

    private static Matter matter(Payload json) {
        if (json.at("act").isPresent()) {
            return new Act(UnderstandingJson.read(json.at("act")));
        }
        if (json.at("files").isPresent()) {
            return new Load(json.at("files").items().stream().map(InputJson::file).toList());
        }
        return json.at("device").isPresent()
                ? new Confirm(new DeviceId(json.at("device").text()), json.at("method").text(),
                        json.at("params").json())
                : new Choose(UnderstandingJson.read(json.at("meant")),
                        json.at("among").items().stream().map(id -> new DeviceId(id.text())).toList());
    }
}

package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.domain.Board;
import io.lapwing.chatbot.domain.Board.Entry;
import io.lapwing.chatbot.domain.Board.Notice;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.json.Json;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Boards, as stores keep them.
final class BoardJson {
    private BoardJson() {}

    static JsonText write(Board board) {
        return Json.text(Map.of("forMany", board.isForMany(), "notices",
                board.notices().stream().map(BoardJson::notice).toList()));
    }

    private static Map<String, @Nullable Object> notice(Notice notice) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("message", notice.message() == null ? null : notice.message().value());
        json.put("begunAt", notice.begunAt().toEpochMilli());
        json.put("stale", notice.isStale());
        json.put("entries", notice.entries().stream().map(BoardJson::entry).toList());
        return json;
    }

    private static Map<String, @Nullable Object> entry(Entry entry) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("alert", entry.alert().value());
        json.put("device", entry.device().value());
        json.put("severity", entry.severity().name());
        json.put("message", entry.message());
        Instant clearedAt = entry.clearedAt();
        json.put("clearedAt", clearedAt == null ? null : clearedAt.toEpochMilli());
        json.put("acknowledgedBy", entry.acknowledgedBy());
        json.put("silenced", entry.isSilenced());
        return json;
    }

    static Board read(JsonText text) {
        Payload json = Payload.read(text.json());
        return new Board(json.at("forMany").flag(),
                json.at("notices").items().stream().map(BoardJson::notice).toList());
    }

    private static Notice notice(Payload json) {
        return new Notice(json.at("message").optionalText().map(MessageRef::new).orElse(null),
                Instant.ofEpochMilli(json.at("begunAt").integer()),
                json.at("entries").items().stream().map(BoardJson::entry).toList(), json.at("stale").flag());
    }

    private static Entry entry(Payload json) {
        return new Entry(new AlertId(json.at("alert").text()), new DeviceId(json.at("device").text()),
                Severity.valueOf(json.at("severity").text()), json.at("message").text(),
                json.at("clearedAt").optionalInteger().map(Instant::ofEpochMilli).orElse(null),
                json.at("acknowledgedBy").optionalText().orElse(null), json.at("silenced").flag());
    }
}

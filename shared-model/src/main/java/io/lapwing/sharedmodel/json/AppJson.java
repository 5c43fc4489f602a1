package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.Alert.Care;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.Command.Progress;
import io.lapwing.sharedmodel.command.Command.Reply;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Alerts and commands as apps see them, whether they ask for them or are told. Contract, section 9.
public final class AppJson {

    private AppJson() {}

    public static Map<String, @Nullable Object> alert(Alert alert) {
        Care care = alert.care();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", alert.id().value());
        json.put("deviceId", alert.device().device().value());
        json.put("ruleId", alert.rule().value());
        json.put("severity", alert.severity().name().toLowerCase(Locale.ROOT));
        json.put("state", alert.isOpen() ? "open" : "cleared");
        json.put("startedAt", alert.startedAt());
        json.put("raisedAt", alert.raisedAt());
        json.put("clearedAt", alert.clearedAt());
        json.put("acknowledgedBy", care.acknowledgedBy());
        json.put("acknowledgedAt", care.acknowledgedAt());
        json.put("silencedUntil", care.silencedUntil());
        Double value = alert.value();
        json.put("value", value == null ? null : RuleJson.number(value));
        json.put("message", alert.message());
        return json;
    }

    public static Map<String, @Nullable Object> command(Command command) {
        Progress progress = command.progress();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", command.id().value());
        json.put("deviceId", command.device().device().value());
        json.put("method", command.method());
        json.put("params", command.params());
        json.put("state", command.state());
        json.put("requestedBy", command.requestedBy());
        json.put("createdAt", command.createdAt());
        json.put("expiresAt", command.expiresAt());
        json.put("sentAt", progress.sentAt());
        json.put("deliveredAt", progress.deliveredAt());
        json.put("endedAt", progress.endedAt());
        json.put("reply", progress.reply() == null ? null : reply(progress.reply(), command.isReplyLate()));
        return json;
    }

    private static Map<String, @Nullable Object> reply(Reply reply, boolean isLate) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("status", reply.status());
        json.put("payload", reply.payload());
        json.put("receivedAt", reply.receivedAt());
        json.put("late", isLate);
        return json;
    }
}

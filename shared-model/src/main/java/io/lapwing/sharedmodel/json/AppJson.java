package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.Alert.Care;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.Command.Progress;
import io.lapwing.sharedmodel.command.Command.Reply;
import io.lapwing.sharedmodel.file.FileSpec;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.StoredFile;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Alerts, commands and files as apps see them, whether they ask for them or are told. Contract, sections 9 and 11.
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

    public static Map<String, @Nullable Object> file(StoredFile file) {
        FileSpec spec = file.spec();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", file.key().id().value());
        json.put("name", spec.name());
        json.put("size", spec.size());
        json.put("contentType", spec.type().value());
        json.put("sha256", text(file.sha256() == null ? spec.sha256() : file.sha256()));
        json.put("purpose", word(spec.purpose()));
        json.put("profile", word(spec.profile()));
        json.put("unknownDevices", word(spec.unknownDevices()));
        json.put("state", file.state());
        json.put("uploadedBy", file.uploader());
        json.put("createdAt", file.times().announcedAt());
        json.put("receivedAt", file.times().receivedAt());
        json.put("updatedAt", file.times().updatedAt());
        json.put("progress", Map.of("rowsRead", file.progress().rowsRead(), "rowsTotal", file.progress().rowsTotal()));
        json.put("report", report(file));
        json.put("duplicateOf", text(file.duplicateOf()));
        json.put("finding", file.finding());
        json.put("releasable", file.isReleasable());
        return json;
    }

    /// Nothing before there is anything to report.
    private static @Nullable Map<String, @Nullable Object> report(StoredFile file) {
        if (file.state() == FileState.AWAITING_UPLOAD || file.state() == FileState.RECEIVED) {
            return null;
        }
        LoadProgress progress = file.progress();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("rowsLoaded", progress.rowsLoaded());
        json.put("rowsRejected", progress.rowsRejected());
        json.put("rowsDuplicate", progress.rowsDuplicate());
        json.put("rejects", progress.rejects());
        return json;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
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

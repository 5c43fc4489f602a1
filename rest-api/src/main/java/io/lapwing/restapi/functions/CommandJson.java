package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.EntityTag;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.Command.Progress;
import io.lapwing.sharedmodel.command.Command.Reply;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// A command as apps see it.
final class CommandJson {
    private CommandJson() {}

    /// A command also changes when its time runs out, without a new version.
    static EntityTag tag(Command command) {
        return EntityTag.of(command.version(), command.state().name());
    }

    static Map<String, @Nullable Object> of(Command command) {
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

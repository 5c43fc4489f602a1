package io.lapwing.sharedmodel.chat;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.AlertEvent;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.FileEvent;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Something that somebody in a chat may have to be told of. It says what to look at, not what has become of it: that
/// can have changed again.
public sealed interface ChatNews {

    /// Begins the ids of commands that were confirmed in a chat.
    String COMMAND_PREFIX = "chat-";

    /// An alert began, ended, or was cared for.
    record AlertChanged(TenantId tenant, AlertId alert) implements ChatNews {
        @Override
        public String text() {
            return "alert/" + tenant + "/" + alert;
        }
    }

    /// A command that was confirmed in a chat has ended.
    record CommandEnded(TenantId tenant, CommandId command) implements ChatNews {
        @Override
        public String text() {
            return "command/" + tenant + "/" + command;
        }
    }

    /// A file has ended: it was loaded, or it will not be.
    record FileEnded(TenantId tenant, FileId file) implements ChatNews {
        @Override
        public String text() {
            return "file/" + tenant + "/" + file;
        }
    }

    TenantId tenant();

    /// As it is written.
    String text();

    /// The news in an event, if it is any.
    static Optional<ChatNews> of(Event event) {
        if (event instanceof AlertEvent changed) {
            return Optional.of(new AlertChanged(changed.tenant(), changed.alert()));
        }
        if (event instanceof FileEvent.FileAdvanced advanced) {
            return advanced.state().isFinal() ? Optional.of(new FileEnded(advanced.tenant(), advanced.file().id()))
                    : Optional.empty();
        }
        return event instanceof CommandEvent.CommandAdvanced advanced && advanced.state().isFinal()
                && advanced.command().value().startsWith(COMMAND_PREFIX)
                        ? Optional.of(new CommandEnded(advanced.tenant(), advanced.command()))
                        : Optional.empty();
    }

    /// As work for the function `notifyChat`.
    ///
    /// @param position of the event that it came with
    default WorkItem work(long position, @Nullable TraceParent trace) {
        return WorkItem.of(ChatQueues.NEWS, new WorkId(text() + "@" + position), WorkPayload.of(text()), trace);
    }

    /// Reads what [#work] wrote.
    ///
    /// @throws IllegalArgumentException if it is something else
    static ChatNews read(WorkPayload payload) {
        String[] parts = new String(payload.toBytes(), StandardCharsets.UTF_8).split("/", -1);
        if (parts.length == 3 && parts[0].equals("alert")) {
            return new AlertChanged(new TenantId(parts[1]), new AlertId(parts[2]));
        }
        if (parts.length == 3 && parts[0].equals("command")) {
            return new CommandEnded(new TenantId(parts[1]), new CommandId(parts[2]));
        }
        if (parts.length == 3 && parts[0].equals("file")) {
            return new FileEnded(new TenantId(parts[1]), new FileId(parts[2]));
        }
        throw new IllegalArgumentException("no news for chats");
    }
}

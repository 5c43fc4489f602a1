package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.command.CommandId;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// The commands that one connection has been given, so that each goes over it once, and none after its time: whoever
/// sends them, and the broker, which sends those of an earlier connection again.
///
/// Thread-safe.
final class SentCommands {

    /// More than a device can have that are not final; of more, the oldest are forgotten.
    private static final int MAX = 256;

    private final Map<CommandId, Sent> commands = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CommandId, Sent> eldest) {
            return size() > MAX;
        }
    };
    private final Map<Integer, CommandId> unacknowledged = new HashMap<>();

    private static final class Sent {
        private @Nullable Instant expiresAt;
        private boolean written;
        private boolean acknowledged;
    }

    /// Makes somebody the one who sends this command.
    ///
    /// @return false if somebody was, or the broker has sent it already
    synchronized boolean claim(CommandId command, Instant expiresAt) {
        if (commands.containsKey(command)) {
            return false;
        }
        Sent sent = new Sent();
        sent.expiresAt = expiresAt;
        commands.put(command, sent);
        return true;
    }

    /// Whoever claimed it could not send it.
    synchronized void release(CommandId command) {
        Sent sent = commands.get(command);
        if (sent != null && !sent.written) {
            commands.remove(command);
        }
    }

    synchronized boolean contains(CommandId command) {
        return commands.containsKey(command);
    }

    synchronized boolean isAcknowledged(CommandId command) {
        Sent sent = commands.get(command);
        return sent != null && sent.acknowledged;
    }

    /// Whether a message with this command may go to the device now. Then it counts as gone.
    ///
    /// @param packetId 0 where no acknowledgement is expected
    synchronized boolean maySend(CommandId command, int packetId, Instant now) {
        Sent sent = commands.computeIfAbsent(command, _ -> new Sent());
        Instant end = sent.expiresAt;
        if (sent.written || (end != null && !now.isBefore(end))) {
            return false;
        }
        sent.written = true;
        if (packetId != 0) {
            unacknowledged.put(packetId, command);
        }
        return true;
    }

    /// The command that the device acknowledges with this id, if it is one.
    synchronized Optional<CommandId> acknowledge(int packetId) {
        CommandId command = unacknowledged.remove(packetId);
        Sent sent = command == null ? null : commands.get(command);
        if (sent != null) {
            sent.acknowledged = true;
        }
        return Optional.ofNullable(command);
    }
}

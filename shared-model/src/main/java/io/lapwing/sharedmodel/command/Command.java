package io.lapwing.sharedmodel.command;

import io.lapwing.sharedmodel.command.CommandStep.Advanced;
import io.lapwing.sharedmodel.command.CommandStep.Reason;
import io.lapwing.sharedmodel.command.CommandStep.Refused;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.telemetry.Text;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// A command to a device, and what has become of it. Its methods are the steps that it can take, and each refuses what
/// its state does not allow.
///
/// @param method what to do: 1 to [#MAX_METHOD] characters, printable
/// @param params any JSON, of at most [#MAX_PARAMS_BYTES] as compact text
/// @param requestedBy who wants it, as in the audit trail: `user:{sub}`
/// @param expiresAt from when on it is not sent any more
/// @param trace the trace of the request, which the device and its reply continue
/// @param version counts its changes, from 1
public record Command(CommandId id, DeviceKey device, String method, JsonText params, String requestedBy,
        Instant createdAt, Instant expiresAt, Progress progress, @Nullable TraceParent trace, long version) {

    public static final int MAX_METHOD = 128;
    public static final int MAX_PARAMS_BYTES = 8 * 1024;
    /// How large the payload of a reply can be, as compact text in bytes.
    public static final int MAX_PAYLOAD_BYTES = 16 * 1024;
    /// How long a command lives where nobody says.
    public static final Duration DEFAULT_TTL = Duration.ofSeconds(60);
    public static final Duration MAX_TTL = Duration.ofDays(7);

    public Command {
        if (!isMethod(method)) {
            throw new IllegalArgumentException("method: 1 to 128 printable characters");
        }
        if (Text.utf8Length(params.json()) > MAX_PARAMS_BYTES) {
            throw new IllegalArgumentException("params: at most 8 KiB");
        }
        Duration ttl = Duration.between(createdAt, expiresAt);
        if (!ttl.isPositive() || ttl.compareTo(MAX_TTL) > 0) {
            throw new IllegalArgumentException("a command lives for some time, and for 7 days at most");
        }
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
    }

    /// @param sentAt when it was given to the broker, the last time that its state changed to that
    /// @param deliveredAt when the device acknowledged it, be it by its reply
    /// @param endedAt when it became final
    /// @param reply what the device answered, in time or late
    public record Progress(CommandState state, @Nullable Instant sentAt, @Nullable Instant deliveredAt,
            @Nullable Instant endedAt, @Nullable Reply reply) {

        public static final Progress QUEUED = new Progress(CommandState.QUEUED, null, null, null, null);

        public Progress {
            if (state.isFinal() != (endedAt != null)) {
                throw new IllegalArgumentException("what is final has an end, and nothing else has");
            }
        }
    }

    /// @param status as in HTTP, 100 to 599: 200 to 299 is success
    /// @param payload any JSON, of at most [#MAX_PAYLOAD_BYTES] as compact text
    public record Reply(int status, JsonText payload, Instant receivedAt) {

        public Reply {
            if (!isStatus(status)) {
                throw new IllegalArgumentException("status: 100 to 599");
            }
            if (Text.utf8Length(payload.json()) > MAX_PAYLOAD_BYTES) {
                throw new IllegalArgumentException("payload: at most 16 KiB");
            }
        }

        public static boolean isStatus(long status) {
            return status >= 100 && status <= 599;
        }

        CommandState outcome() {
            return status >= 200 && status <= 299 ? CommandState.SUCCEEDED : CommandState.FAILED;
        }
    }

    public static boolean isMethod(String text) {
        return !text.isBlank() && text.length() <= MAX_METHOD && Text.isStorable(text) && !Text.hasControl(text);
    }

    public CommandState state() {
        return progress.state();
    }

    public boolean isOverdue(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /// For how long a broker may keep it, in the whole seconds that MQTT counts in: what is left of its time, or one.
    public long secondsLeft(Instant now) {
        return Math.max(1, Duration.between(now, expiresAt).toSeconds());
    }

    /// Whether its reply came when it had ended already.
    public boolean isReplyLate() {
        return progress.reply() != null
                && (state() == CommandState.EXPIRED || state() == CommandState.CANCELLED);
    }

    /// This command as it is to be seen: one whose time ran out has expired, whether or not that is stored yet.
    public Command asOf(Instant now) {
        return expired(now) instanceof Advanced(Command seen) ? seen : this;
    }

    /// It is about to be given to the broker.
    public CommandStep sent(Instant now) {
        return switch (state()) {
            case QUEUED -> isOverdue(now) ? new Refused(Reason.OVERDUE)
                    : to(new Progress(CommandState.SENT, now, null, null, null));
            case SENT, DELIVERED -> new Refused(Reason.DONE_BEFORE);
            case SUCCEEDED, FAILED, EXPIRED, CANCELLED -> new Refused(Reason.ENDED);
        };
    }

    /// The broker did not take it, since the device cannot be reached.
    public CommandStep notSent() {
        return switch (state()) {
            case QUEUED -> new Refused(Reason.DONE_BEFORE);
            case SENT -> to(Progress.QUEUED);
            case DELIVERED -> new Refused(Reason.ALREADY_DELIVERED);
            case SUCCEEDED, FAILED, EXPIRED, CANCELLED -> new Refused(Reason.ENDED);
        };
    }

    /// The device itself acknowledged it. It can do so before anybody could store that it was sent.
    public CommandStep delivered(Instant at) {
        return switch (state()) {
            case QUEUED, SENT -> to(new Progress(CommandState.DELIVERED, progress.sentAt(), at, null, null));
            case DELIVERED -> new Refused(Reason.DONE_BEFORE);
            case SUCCEEDED, FAILED, EXPIRED, CANCELLED -> new Refused(Reason.ENDED);
        };
    }

    /// The device answered, which also proves that it has the command. In time or not: that hangs on when the reply
    /// was received, and not on when somebody got round to it. The first reply counts.
    public CommandStep replied(Reply reply) {
        if (progress.reply() != null) {
            return new Refused(Reason.DONE_BEFORE);
        }
        return switch (state()) {
            case QUEUED, SENT, DELIVERED -> isOverdue(reply.receivedAt())
                    ? to(with(CommandState.EXPIRED, expiresAt, reply))
                    : to(with(reply.outcome(), reply.receivedAt(), reply));
            case EXPIRED, CANCELLED -> to(with(state(), progress.endedAt(), reply));
            case SUCCEEDED, FAILED -> new Refused(Reason.ENDED);
        };
    }

    /// Its time ran out: it ended then, whenever that is noticed.
    public CommandStep expired(Instant now) {
        return switch (state()) {
            case QUEUED, SENT, DELIVERED -> isOverdue(now)
                    ? to(with(CommandState.EXPIRED, expiresAt, null))
                    : new Refused(Reason.NOT_DUE);
            case SUCCEEDED, FAILED, EXPIRED, CANCELLED -> new Refused(Reason.ENDED);
        };
    }

    /// Somebody called it off. The device may have it all the same.
    public CommandStep cancelled(Instant now) {
        return switch (state()) {
            case QUEUED, SENT, DELIVERED -> isOverdue(now) ? new Refused(Reason.OVERDUE)
                    : to(with(CommandState.CANCELLED, now, null));
            case SUCCEEDED, FAILED, EXPIRED, CANCELLED -> new Refused(Reason.ENDED);
        };
    }

    private Progress with(CommandState state, @Nullable Instant endedAt, @Nullable Reply reply) {
        Instant delivered = progress.deliveredAt() != null || reply == null ? progress.deliveredAt()
                : reply.receivedAt();
        return new Progress(state, progress.sentAt(), delivered, endedAt, reply);
    }

    private Advanced to(Progress next) {
        return new Advanced(
                new Command(id, device, method, params, requestedBy, createdAt, expiresAt, next, trace, version + 1));
    }
}

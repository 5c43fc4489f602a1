package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.command.Command;

import java.time.Duration;
import java.time.Instant;

/// Why a command may have to be sent now.
public sealed interface DispatchCause {

    /// It was made. Whoever delivers that comes again until he was told that it is done.
    record Queued() implements DispatchCause {}

    /// Its device came online, says somebody who comes again until he was told that it is done.
    ///
    /// @param since when it came, the last time
    record CameOnline(Instant since) implements DispatchCause {}

    /// Its device can take it, says the broker, which has nothing of it any more that the device has not acknowledged.
    record Ready() implements DispatchCause {}

    /// What is to be done with a command.
    enum Dispatch {
        /// It is to be sent.
        SEND,
        /// It was to be sent, and may not have been: it is to be sent again.
        SEND_AGAIN,
        /// Nothing.
        LEAVE
    }

    /// How far the clocks of two machines may lie apart.
    Duration CLOCKS = Duration.ofSeconds(2);

    default Dispatch of(Command command, Instant now) {
        if (command.isOverdue(now)) {
            return Dispatch.LEAVE;
        }
        return switch (command.state()) {
            case QUEUED -> Dispatch.SEND;
            case SENT -> mayHaveFailed(command) ? Dispatch.SEND_AGAIN : Dispatch.LEAVE;
            case DELIVERED, SUCCEEDED, FAILED, EXPIRED, CANCELLED -> Dispatch.LEAVE;
        };
    }

    /// Whether this cause, or an earlier delivery of it, can be what made the command SENT, and its sending not have
    /// come to its end. What a broker keeps of an earlier connection is not doubled.
    private boolean mayHaveFailed(Command command) {
        Instant sentAt = command.progress().sentAt();
        return switch (this) {
            case Queued(),Ready() -> true;
            case CameOnline(Instant since) -> sentAt != null && !sentAt.isBefore(since.minus(CLOCKS));
        };
    }
}

package io.lapwing.sharedmodel.command;

/// How far a command has come. Contract, section 5.
public enum CommandState {
    /// Kept until its device can be reached.
    QUEUED,
    /// Given to the broker.
    SENT,
    /// Acknowledged by the device itself.
    DELIVERED,
    /// The device did it.
    SUCCEEDED,
    /// The device could not do it.
    FAILED,
    /// Its time ran out.
    EXPIRED,
    /// Somebody called it off.
    CANCELLED;

    /// Whether nothing can change it any more.
    public boolean isFinal() {
        return switch (this) {
            case QUEUED, SENT, DELIVERED -> false;
            case SUCCEEDED, FAILED, EXPIRED, CANCELLED -> true;
        };
    }
}

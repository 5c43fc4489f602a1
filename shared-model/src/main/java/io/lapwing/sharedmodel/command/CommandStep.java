package io.lapwing.sharedmodel.command;

/// What comes of a step that a command was to take.
public sealed interface CommandStep {

    /// The command after it, one version on.
    record Advanced(Command command) implements CommandStep {}

    /// Nothing: the command stays as it is.
    record Refused(Reason reason) implements CommandStep {}

    enum Reason {
        /// This very step was taken before, or one that includes it.
        DONE_BEFORE,
        /// The device has it already.
        ALREADY_DELIVERED,
        /// Its time has run out, though nobody has stored that yet.
        OVERDUE,
        /// Its time has not run out.
        NOT_DUE,
        /// It is final.
        ENDED
    }
}

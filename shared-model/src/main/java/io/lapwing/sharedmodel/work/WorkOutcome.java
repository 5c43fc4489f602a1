package io.lapwing.sharedmodel.work;

import java.time.Duration;

/// What became of a piece of work that was given to a function.
public sealed interface WorkOutcome {

    /// It is done, or there was nothing to do any more.
    record Done() implements WorkOutcome {}

    /// It cannot be done now, though nothing is wrong with it: it is to come again.
    ///
    /// @param after in how long about
    /// @param reason for people, without anybody's data
    record Again(Duration after, String reason) implements WorkOutcome {}
}

package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;

import org.jspecify.annotations.Nullable;

/// What a message turned out to be.
public sealed interface SqsWork {

    /// Work to be done.
    ///
    /// @param claim what its payload was fetched for, if it did not come with the message
    record Ready(WorkItem item, @Nullable Claim claim) implements SqsWork {}

    /// The payload is no longer there: the work was done, and the message outlived it. Nothing is left to do, but to
    /// say so where somebody reads it.
    record AlreadyDone(WorkId id, Claim claim) implements SqsWork {}

    /// No message of ours, or a damaged one: another try will not help.
    record Unreadable(String reason) implements SqsWork {}
}

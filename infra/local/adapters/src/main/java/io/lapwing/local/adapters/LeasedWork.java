package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.work.WorkItem;

/// A piece of work that was given out, until its lease ends.
///
/// @param attempt which one this is, from 1
/// @param lease what it is finished or given back with
public record LeasedWork(WorkItem item, int attempt, Lease lease) {

    /// @param itemKey the row
    /// @param token of this taking, and no other
    public record Lease(long itemKey, String token) {}
}

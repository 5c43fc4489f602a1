package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.work.WorkItem;

import java.util.List;

/// Hands work to other functions.
///
/// What has been sent is done at least once: it is given to its function again until that has succeeded, or has failed
/// so often that it is put aside as a dead letter. A queue keeps no order, and does not tell two items of one id
/// apart from one another: whoever does the work expects to see it again, and knows it by its id. How a function
/// takes its work is its trigger's business.
///
/// Thread-safe.
public interface WorkQueue {

    /// Sends work; returns when all of it is as durable as the platform's queue makes it. No transaction: when it
    /// throws, any part of it may have been sent, and the caller sends all of it again.
    ///
    /// @param items of any queues, as many as one likes
    /// @throws StoreUnavailable when a queue cannot be reached in time
    void send(List<WorkItem> items);
}

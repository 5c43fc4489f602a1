package io.lapwing.sharedmodel.file;

import io.lapwing.sharedmodel.work.QueueName;

/// The queue that the functions of the file processor work on.
public final class FileQueues {

    /// Files whose bytes are there, for `processFile`, each as [FileKey#toString()].
    public static final QueueName RECEIVED = new QueueName("files");

    private FileQueues() {}
}

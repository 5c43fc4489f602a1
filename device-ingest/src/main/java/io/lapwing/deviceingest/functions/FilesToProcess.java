package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.functions.EventHandlers.Handler;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.file.FileQueues;
import io.lapwing.sharedmodel.port.WorkQueue;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Hands files whose bytes are there to the function `processFile`, which has a queue of its own: a large file takes
/// longer than anything else that follows from an event.
public record FilesToProcess(WorkQueue queue) implements Handler<FileReceived> {

    @Override
    public void handle(FileReceived event, @Nullable TraceParent trace) {
        queue.send(List.of(WorkItem.of(FileQueues.RECEIVED, new WorkId(event.file().id() + "/" + event.version()),
                WorkPayload.of(event.file().toString()), trace)));
    }
}

package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.port.ObjectStore;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.util.Base64;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// The end of [SqsWorkQueue] that a trigger holds: it reads messages, and ends what belongs to them.
///
/// Thread-safe.
public final class SqsMessages {

    private final ClaimChecks claims;

    /// @param objects where large payloads lie
    public SqsMessages(ObjectStore objects) {
        this.claims = new ClaimChecks(objects);
    }

    /// Reads a message, fetching its payload where it came without.
    ///
    /// @param queue the one that it came from
    /// @throws io.lapwing.sharedmodel.port.StoreUnavailable
    ///             if the payload cannot be fetched now
    public SqsWork read(QueueName queue, SqsMessage message) {
        String kind = message.attributes().getOrDefault(SqsMessage.PAYLOAD, "");
        try {
            WorkId id = new WorkId(message.attributes().getOrDefault(SqsMessage.WORK_ID, ""));
            TraceParent trace = TraceParent.parse(message.attributes().get(SqsMessage.TRACE)).orElse(null);
            return switch (kind) {
                case SqsMessage.INLINE -> new SqsWork.Ready(WorkItem.of(queue, id,
                        WorkPayload.of(Base64.getDecoder().decode(message.body())), trace), null);
                case SqsMessage.CLAIM -> Claim.parse(message.body()).map(claim -> fetch(queue, id, trace, claim))
                        .orElseGet(() -> new SqsWork.Unreadable("its body is no claim"));
                default -> new SqsWork.Unreadable("it does not say where its payload is");
            };
        } catch (IllegalArgumentException e) {
            return new SqsWork.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private SqsWork fetch(QueueName queue, WorkId id, @Nullable TraceParent trace,
            Claim claim) {
        Optional<byte[]> bytes = claims.fetch(claim);
        if (bytes.isEmpty()) {
            return new SqsWork.AlreadyDone(id, claim);
        }
        return ClaimChecks.matches(claim, bytes.get())
                ? new SqsWork.Ready(WorkItem.of(queue, id, WorkPayload.of(bytes.get()), trace), claim)
                : new SqsWork.Unreadable("its payload is not the one that was sent: " + claim.key());
    }

    /// The work has succeeded: its payload is no longer needed. To be called last, before the message is deleted; a
    /// message that comes again all the same is [SqsWork.AlreadyDone].
    ///
    /// @throws io.lapwing.sharedmodel.port.StoreUnavailable
    ///             if the payload cannot be removed now; whether it is tried again does not matter, since the bucket
    ///             forgets it in the end
    public void finish(SqsWork.Ready work) {
        Claim claim = work.claim();
        if (claim != null) {
            claims.discard(claim);
        }
    }
}

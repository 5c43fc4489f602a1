package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Accepted;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A function for messages that bring no readings, with what being accepted means for their senders: they are there, and
/// were seen. For telemetry the store does that itself.
///
/// A replay shows nobody: its original came in long ago. Thread-safe, as its function is.
public final class SeeSenders implements Function<List<ReceivedMessage>, List<IngestOutcome>> {

    private final Function<List<ReceivedMessage>, List<IngestOutcome>> function;
    private final PresenceUpdates updates;

    public SeeSenders(Function<List<ReceivedMessage>, List<IngestOutcome>> function, PresenceUpdates updates) {
        this.function = function;
        this.updates = updates;
    }

    /// @return what became of each message, in their order
    @Override
    public List<IngestOutcome> apply(List<ReceivedMessage> messages) {
        List<IngestOutcome> outcomes = function.apply(messages);
        Map<DeviceKey, Instant> seen = new HashMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            ReceivedMessage message = messages.get(i);
            if (outcomes.get(i) instanceof Accepted && message.replayOf() == null) {
                seen.merge(message.device(), message.receivedAt(), (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        if (!seen.isEmpty()) {
            updates.see(seen);
        }
        return outcomes;
    }
}

package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.Decision;
import io.lapwing.deviceingest.domain.KnownDevices;
import io.lapwing.deviceingest.domain.MessageDecider;
import io.lapwing.deviceingest.domain.ParsedMessage;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.telemetry.WriteResult.AlreadySeen;
import io.lapwing.sharedmodel.telemetry.WriteResult.NoSuchDevice;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A batch on its way into the store: decided, written, and decided again where a device vanished in between.
final class IngestBatch {

    private final MessageDecider decider;
    private final TelemetryStore store;
    private final Map<Integer, IngestOutcome> outcomes = new TreeMap<>();
    private final List<DeviceReply> replies = new ArrayList<>();
    private final IngestTally tally = new IngestTally();

    IngestBatch(MessageDecider decider, TelemetryStore store) {
        this.decider = decider;
        this.store = store;
    }

    /// @param position where in the batch the message stands
    private record Open(int position, ParsedMessage message, KnownDevices known) {}

    private record Pending(Open open, Decision.Write decision) {}

    /// Stores what the messages have to store.
    ///
    /// @return their outcomes, in their order
    List<IngestOutcome> store(List<ParsedMessage> messages, KnownDevices known) {
        List<Open> open = new ArrayList<>(messages.size());
        for (ParsedMessage message : messages) {
            open.add(new Open(open.size(), message, known));
        }
        while (!open.isEmpty()) {
            open = append(decide(open));
        }
        return List.copyOf(outcomes.values());
    }

    void report(DeviceReplies devices, Counters counters) {
        tally.passTo(counters);
        if (!replies.isEmpty()) {
            devices.send(replies);
        }
    }

    private List<Pending> decide(List<Open> messages) {
        List<Pending> pending = new ArrayList<>(messages.size());
        for (Open open : messages) {
            switch (decider.decide(open.message(), open.known())) {
                case Decision.Write write -> pending.add(new Pending(open, write));
                case Decision.Reject reject -> outcomes.put(open.position(), reject.outcome());
            }
        }
        return pending;
    }

    private List<Open> append(List<Pending> pending) {
        List<MessageWrite> writes = pending.stream().map(message -> message.decision().write()).toList();
        List<WriteResult> results = writes.isEmpty() ? List.of() : store.append(writes);
        List<Open> again = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Open open = pending.get(i).open();
            switch (results.get(i)) {
                case Written written -> settle(open, pending.get(i).decision(), written);
                case AlreadySeen() -> settleDuplicate(open);
                case NoSuchDevice(var gone) ->
                    again.add(new Open(open.position(), open.message(), open.known().without(gone)));
            }
        }
        return again;
    }

    private void settle(Open open, Decision.Write decision, Written written) {
        outcomes.put(open.position(), decision.outcome(written));
        replies.addAll(decision.errors());
        tally.written(decision, written);
    }

    private void settleDuplicate(Open open) {
        outcomes.put(open.position(), new IngestOutcome.Duplicate());
        tally.duplicate();
    }
}

package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.Decision;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.util.EnumMap;
import java.util.Map;

/// Counts what became of a batch, and passes the sums on in one go.
final class IngestTally {

    private final Map<Counter, Long> sums = new EnumMap<>(Counter.class);

    void duplicate() {
        add(Counter.MESSAGES_DUPLICATE, 1);
    }

    void written(Decision.Write decision, Written written) {
        switch (decision) {
            case Decision.Store _ -> add(Counter.MESSAGES_ACCEPTED, 1);
            case Decision.SetAside _ -> add(Counter.MESSAGES_QUARANTINED, 1);
        }
        add(Counter.READINGS_STORED, (long) written.added() + written.overwritten());
        add(Counter.READINGS_OVERWRITTEN, written.overwritten());
        add(Counter.READINGS_LATE, written.late());
        add(Counter.READINGS_REFUSED, decision.refusals().size());
    }

    /// The end of a message that brought no readings.
    void ended(IngestOutcome outcome) {
        switch (outcome) {
            case IngestOutcome.Accepted _ -> add(Counter.MESSAGES_ACCEPTED, 1);
            case IngestOutcome.Duplicate _ -> add(Counter.MESSAGES_DUPLICATE, 1);
            case IngestOutcome.Quarantined _ -> add(Counter.MESSAGES_QUARANTINED, 1);
            case IngestOutcome.Rejected _ -> {
                // Its sender was told; nothing is kept of it.
            }
        }
    }

    void passTo(Counters counters) {
        sums.forEach(counters::add);
    }

    private void add(Counter counter, long amount) {
        if (amount > 0) {
            sums.merge(counter, amount, Long::sum);
        }
    }
}

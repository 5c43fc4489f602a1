package io.lapwing.sharedmodel.telemetry;

import io.lapwing.sharedmodel.quarantine.QuarantineId;

import java.util.List;

/// What became of a received message. Each of them is final: the message can be acknowledged.
public sealed interface IngestOutcome {

    /// Stored, whole or but for what was refused. A value counts once for each metric of each entry.
    ///
    /// @param stored values that are new, or replaced another
    /// @param unchanged values that were there already
    record Accepted(int stored, int unchanged, List<Refusal> refusals) implements IngestOutcome {

        public Accepted {
            refusals = List.copyOf(refusals);
        }
    }

    /// Its message id was seen before: nothing was done.
    record Duplicate() implements IngestOutcome {}

    /// Nothing of it could be taken, and nothing was kept but the answer: a replay that failed again, whose original
    /// lies in quarantine already.
    record Rejected(RefusalCode code, String reason, List<Refusal> refusals) implements IngestOutcome {

        public Rejected {
            refusals = List.copyOf(refusals);
        }
    }

    /// Nothing of it could be taken; it is kept in quarantine.
    record Quarantined(QuarantineId id, RefusalCode code, String reason, List<Refusal> refusals)
            implements
            IngestOutcome {

        public Quarantined {
            refusals = List.copyOf(refusals);
        }
    }
}

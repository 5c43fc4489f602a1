package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.device.DeviceReply.ErrorReply;
import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.Refusal;
import io.lapwing.sharedmodel.telemetry.WriteResult;

import java.util.List;

/// What is to be done with a message.
public sealed interface Decision {

    /// Its entries, and every value of them, that are not taken.
    List<Refusal> refusals();

    /// Something is to be written. The message's outcome and the answers to its sender hang on what comes of that.
    sealed interface Write extends Decision {

        MessageWrite write();

        /// What its sender is told, once the write is done and unless it had no effect.
        List<ErrorReply> errors();

        IngestOutcome outcome(WriteResult.Written written);
    }

    /// The readings of a message are stored, all or some.
    record Store(MessageWrite write, List<Refusal> refusals, List<ErrorReply> errors) implements Write {

        @Override
        public IngestOutcome outcome(WriteResult.Written written) {
            return new IngestOutcome.Accepted(written.added() + written.overwritten(), written.unchanged(), refusals);
        }
    }

    /// Nothing of a message can be taken, and it is kept.
    record SetAside(MessageWrite write, QuarantineId id, Fault fault, List<Refusal> refusals,
            List<ErrorReply> errors) implements Write {

        @Override
        public IngestOutcome outcome(WriteResult.Written written) {
            return new IngestOutcome.Quarantined(id, fault.code(), fault.reason(), refusals);
        }
    }

    /// Nothing of a replay can be taken. Its original lies in quarantine, and stays there.
    record Reject(Fault fault, List<Refusal> refusals) implements Decision {

        public IngestOutcome outcome() {
            return new IngestOutcome.Rejected(fault.code(), fault.reason(), refusals);
        }
    }
}

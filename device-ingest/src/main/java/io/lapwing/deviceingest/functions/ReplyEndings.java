package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.ReplySettlement;
import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.WriteResult;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/// The end of a batch of messages that answer commands: what is left to be stored is stored, refusals are noted down,
/// and then the senders are told.
final class ReplyEndings {

    private final TelemetryStore messages;
    private final AuditLog audit;
    private final List<DeviceReply> errors = new ArrayList<>();
    private final IngestTally tally = new IngestTally();

    ReplyEndings(TelemetryStore messages, AuditLog audit) {
        this.messages = messages;
        this.audit = audit;
    }

    List<IngestOutcome> store(List<ReplySettlement> settlements) {
        List<AuditEvent> refusals = settlements.stream().map(ReplySettlement::audit).filter(Objects::nonNull).toList();
        if (!refusals.isEmpty()) {
            audit.append(refusals);
        }
        List<MessageWrite> writes = settlements.stream().map(ReplySettlement::write).filter(Objects::nonNull).toList();
        Iterator<WriteResult> results = (writes.isEmpty() ? List.<WriteResult>of() : messages.append(writes))
                .iterator();
        List<IngestOutcome> outcomes = new ArrayList<>(settlements.size());
        for (ReplySettlement settlement : settlements) {
            boolean isSeen = settlement.write() != null && results.next() instanceof WriteResult.AlreadySeen;
            outcomes.add(settle(settlement, isSeen));
        }
        return outcomes;
    }

    private IngestOutcome settle(ReplySettlement settlement, boolean isSeen) {
        IngestOutcome outcome = isSeen ? new IngestOutcome.Duplicate() : settlement.outcome();
        tally.ended(outcome);
        if (!isSeen && settlement.error() != null) {
            errors.add(settlement.error());
        }
        return outcome;
    }

    void report(DeviceReplies devices, Counters counters) {
        tally.passTo(counters);
        if (!errors.isEmpty()) {
            devices.send(errors);
        }
    }
}

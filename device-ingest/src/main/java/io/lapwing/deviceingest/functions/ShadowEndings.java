package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.ShadowMessage;
import io.lapwing.deviceingest.domain.ShadowSettlement;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.device.DeviceReply.ShadowReply;
import io.lapwing.sharedmodel.json.ShadowJson;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.shadow.ShadowAnswer;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.WriteResult;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/// The end of a batch of messages for shadows: what is left to be stored is stored, and then the senders are told.
final class ShadowEndings {

    private final TelemetryStore messages;
    private final List<DeviceReply> replies = new ArrayList<>();
    private final IngestTally tally = new IngestTally();

    ShadowEndings(TelemetryStore messages) {
        this.messages = messages;
    }

    /// @param settlements of the messages of the batch, in their order
    List<IngestOutcome> store(List<ShadowMessage> batch, List<ShadowSettlement> settlements) {
        List<MessageWrite> writes = settlements.stream().map(ShadowSettlement::write).filter(Objects::nonNull).toList();
        Iterator<WriteResult> results = (writes.isEmpty() ? List.<WriteResult>of() : messages.append(writes))
                .iterator();
        List<IngestOutcome> outcomes = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            ShadowSettlement settlement = settlements.get(i);
            boolean isSeen = settlement.write() != null && results.next() instanceof WriteResult.AlreadySeen;
            IngestOutcome outcome = isSeen ? new IngestOutcome.Duplicate() : settlement.outcome();
            outcomes.add(outcome);
            tally.ended(outcome);
            if (!isSeen) {
                tell(batch.get(i), settlement);
            }
        }
        return outcomes;
    }

    private void tell(ShadowMessage message, ShadowSettlement settlement) {
        ReceivedMessage received = message.message();
        ShadowAnswer answer = settlement.answer();
        ShadowName shadow = message.shadow();
        if (answer != null && shadow != null) {
            replies.add(new ShadowReply(received.device(), shadow, answer.channel(),
                    ShadowJson.write(answer, received.receivedAt()), received.trace()));
        }
        replies.addAll(settlement.errors());
    }

    void report(DeviceReplies devices, Counters counters) {
        tally.passTo(counters);
        if (!replies.isEmpty()) {
            devices.send(replies);
        }
    }
}

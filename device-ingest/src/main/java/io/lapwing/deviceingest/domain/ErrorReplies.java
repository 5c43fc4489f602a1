package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.device.DeviceReply.ErrorReply;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Entry;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.Refusal;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What the sender of a message is told of what was refused. The sender of a replay is told nothing: it sent the
/// message long ago.
final class ErrorReplies {

    private static final int MAX_PER_MESSAGE = 10;

    private ErrorReplies() {}

    /// One for the whole message.
    static List<ErrorReply> of(ParsedMessage parsed, Fault fault) {
        ReceivedMessage message = parsed.message();
        return message.replayOf() == null
                ? List.of(reply(message, parsed.mid(), fault))
                : List.of();
    }

    /// One for each refusal, up to ten of them; the last says how many more there are.
    static List<ErrorReply> of(ParsedMessage parsed, List<Entry> entries, List<Refusal> refusals) {
        ReceivedMessage message = parsed.message();
        if (message.replayOf() != null || refusals.isEmpty()) {
            return List.of();
        }
        List<ErrorReply> replies = new ArrayList<>();
        for (Refusal refusal : refusals.subList(0, Math.min(refusals.size(), MAX_PER_MESSAGE))) {
            boolean isLast = replies.size() == MAX_PER_MESSAGE - 1;
            String reason = isLast ? refusal.reason() + more(refusals) : refusal.reason();
            MessageId entryMid = entries.get(refusal.index()).mid();
            replies.add(reply(message, entryMid == null ? parsed.mid() : entryMid, new Fault(refusal.code(), reason)));
        }
        return replies;
    }

    private static String more(List<Refusal> refusals) {
        int more = refusals.size() - MAX_PER_MESSAGE;
        return more == 0 ? "" : " " + more + " more of this message were refused.";
    }

    private static ErrorReply reply(ReceivedMessage message, @Nullable MessageId mid, Fault fault) {
        return new ErrorReply(message.device(), mid, fault.code(), fault.reason(), null, message.trace());
    }
}

package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandStep;
import io.lapwing.sharedmodel.command.ReadReply;
import io.lapwing.sharedmodel.device.DeviceReply.ErrorReply;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Decides on messages that answer commands, each for itself.
public final class ReplyDecider {

    private static final String NO_SUCH_COMMAND = "The device has no such command.";

    private ReplyDecider() {}

    /// What the message is about: the name of a command, or what stands in its place.
    public static @Nullable String subjectOf(ReceivedMessage message) {
        return DeviceTopic.parse(message.topic(), message.device()).map(DeviceTopic::subject).orElse(null);
    }

    /// The message names no command that there is.
    public static ReplySettlement ofUnknownCommand(ReceivedMessage message) {
        return refuse(message, "there is no such command");
    }

    /// @param command the command of the sender's tenant that the message names
    public static ReplyStep decide(ReceivedMessage message, Command command, ReadReply read) {
        if (!command.device().equals(message.device())) {
            return settled(refuse(message, "the command is one to " + command.device().device()));
        }
        return switch (read) {
            case ReadReply.Unreadable(RefusalCode code, String reason) ->
                settled(setAside(message, new Fault(code, reason)));
            case ReadReply.Read(Command.Reply reply) -> answer(message, command.replied(reply));
        };
    }

    private static ReplyStep answer(ReceivedMessage message, CommandStep step) {
        return switch (step) {
            case CommandStep.Advanced(Command next) -> new ReplyStep.Save(next,
                    CommandEvent.of(next, message.receivedAt(), message.trace()), taken(message));
            // The first reply counts; this one is it again, or comes too late to matter.
            case CommandStep.Refused _ -> settled(ReplySettlement.of(new IngestOutcome.Duplicate()));
        };
    }

    private static ReplyStep settled(ReplySettlement settlement) {
        return new ReplyStep.Settled(settlement);
    }

    private static ReplySettlement taken(ReceivedMessage message) {
        MessageWrite end = message.replayOf() == null ? null
                : new MessageWrite(message.device(), null, message.receivedAt(), List.of(), List.of(),
                        message.replayOf());
        return new ReplySettlement(new IngestOutcome.Accepted(0, 0, List.of()), end, null, null);
    }

    /// Its sender learns no more than that the command is none of its own.
    private static ReplySettlement refuse(ReceivedMessage message, String why) {
        Fault fault = new Fault(RefusalCode.UNKNOWN_COMMAND, NO_SUCH_COMMAND);
        IngestOutcome rejected = new IngestOutcome.Rejected(fault.code(), fault.reason(), List.of());
        if (message.replayOf() != null) {
            return ReplySettlement.of(rejected);
        }
        AuditEvent audit = new AuditEvent(message.receivedAt(), message.device().tenant(),
                "device:" + message.device().device(), "command.reply", message.topic(), AuditEvent.Result.REFUSED,
                why);
        return new ReplySettlement(rejected, null, error(message, fault), audit);
    }

    /// A replay's original lies in quarantine, and stays there.
    private static ReplySettlement setAside(ReceivedMessage message, Fault fault) {
        if (message.replayOf() != null) {
            return ReplySettlement.of(new IngestOutcome.Rejected(fault.code(), fault.reason(), List.of()));
        }
        QuarantinedMessage kept = kept(message, fault);
        MessageWrite write = new MessageWrite(message.device(), message.mid(), message.receivedAt(), List.of(),
                List.of(kept), null);
        return new ReplySettlement(new IngestOutcome.Quarantined(kept.id(), fault.code(), fault.reason(), List.of()),
                write, error(message, fault), null);
    }

    private static QuarantinedMessage kept(ReceivedMessage message, Fault fault) {
        Payload payload = message.payload();
        return new QuarantinedMessage(
                QuarantinedMessage.idOf(message.device(), message.kind(), fault.code(), payload), message.device(),
                message.kind(), message.topic(), payload.size() > Payload.MAX_BYTES ? null : payload, payload.size(),
                payload.format(), message.mid(), fault.code(), fault.reason(), message.receivedAt(), message.trace());
    }

    private static ErrorReply error(ReceivedMessage message, Fault fault) {
        return new ErrorReply(message.device(), message.mid(), fault.code(), fault.reason(), null, message.trace());
    }
}

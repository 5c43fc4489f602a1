package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.ReplyDecider;
import io.lapwing.deviceingest.domain.ReplySettlement;
import io.lapwing.deviceingest.domain.ReplyStep;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.command.ReadReply;
import io.lapwing.sharedmodel.json.CommandJson;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The function `recordCommandReplies`: what devices answer to commands. A reply is matched by the command's id and by
/// who sends it.
///
/// When it returns, every outcome is final and in the store. When it throws
/// [io.lapwing.sharedmodel.port.StoreUnavailable], no message may be acknowledged; the same batch can be tried again: a
/// reply that is recorded already changes nothing. Thread-safe.
public final class RecordCommandReplies implements Function<List<ReceivedMessage>, List<IngestOutcome>> {

    private final CommandStore commands;
    private final TelemetryStore messages;
    private final AuditLog audit;
    private final DeviceReplies replies;
    private final Counters counters;

    /// @param messages keeps messages that cannot be taken
    /// @param audit is told of replies to commands that are not the sender's
    public RecordCommandReplies(CommandStore commands, TelemetryStore messages, AuditLog audit, DeviceReplies replies,
            Counters counters) {
        this.commands = commands;
        this.messages = messages;
        this.audit = audit;
        this.replies = replies;
        this.counters = counters;
    }

    /// @return what became of each message, in their order
    @Override
    public List<IngestOutcome> apply(List<ReceivedMessage> batch) {
        List<ReplySettlement> settlements = new ArrayList<>(batch.size());
        batch.forEach(message -> settlements.add(settle(message, read(message))));
        ReplyEndings endings = new ReplyEndings(messages, audit);
        List<IngestOutcome> outcomes = endings.store(settlements);
        endings.report(replies, counters);
        return outcomes;
    }

    private static ReadReply read(ReceivedMessage message) {
        Instant receivedAt = message.receivedAt().truncatedTo(ChronoUnit.MILLIS);
        return switch (message.kind()) {
            case COMMAND_REPLY -> CommandJson.reply(message.payload(), receivedAt);
            case RPC_RESPONSE -> CommandJson.rpcResponse(message.payload(), receivedAt);
            case TELEMETRY, GATEWAY_TELEMETRY, SHADOW_GET, SHADOW_UPDATE, ATTRIBUTES, STATUS ->
                throw new IllegalArgumentException(message.kind() + " answers no command");
        };
    }

    private ReplySettlement settle(ReceivedMessage message, ReadReply read) {
        String subject = ReplyDecider.subjectOf(message);
        if (subject == null || !CommandId.isValid(subject)) {
            return ReplyDecider.ofUnknownCommand(message);
        }
        CommandId id = new CommandId(subject);
        for (int attempt = 1; attempt <= CommandSteps.MAX_ATTEMPTS; attempt++) {
            Optional<Command> command = commands.find(message.device().tenant(), id);
            if (command.isEmpty()) {
                return ReplyDecider.ofUnknownCommand(message);
            }
            switch (ReplyDecider.decide(message, command.get(), read)) {
                case ReplyStep.Settled(ReplySettlement settlement) -> {
                    return settlement;
                }
                case ReplyStep.Save save -> {
                    if (commands.save(save.command(), List.of(save.event())) == CommandStore.Written.DONE) {
                        return save.then();
                    }
                }
            }
        }
        throw CommandSteps.tooOften(message.device(), id);
    }
}

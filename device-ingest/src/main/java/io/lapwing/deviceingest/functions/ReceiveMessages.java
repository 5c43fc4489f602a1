package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// The function `receiveMessages`: all that devices send, each kind for the function that knows it.
///
/// As with each of those functions: when it returns, every outcome is final and in the store. When it throws
/// [io.lapwing.sharedmodel.port.StoreUnavailable], no message may be acknowledged; the same batch can be tried again.
/// Thread-safe.
public final class ReceiveMessages implements Function<List<ReceivedMessage>, List<IngestOutcome>> {

    private final Map<MessageKind, Function<List<ReceivedMessage>, List<IngestOutcome>>> functions;

    /// @param functions one for each kind
    public ReceiveMessages(Map<MessageKind, Function<List<ReceivedMessage>, List<IngestOutcome>>> functions) {
        this.functions = new EnumMap<>(functions);
        List<MessageKind> missing = new ArrayList<>(Arrays.asList(MessageKind.values()));
        missing.removeAll(functions.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("nobody knows " + missing);
        }
    }

    /// @param ingestTelemetry takes readings
    /// @param updateShadows takes what is about shadows
    /// @param recordReplies takes answers to commands
    /// @param updatePresence takes what says whether a device is there
    public static ReceiveMessages of(Function<List<ReceivedMessage>, List<IngestOutcome>> ingestTelemetry,
            Function<List<ReceivedMessage>, List<IngestOutcome>> updateShadows,
            Function<List<ReceivedMessage>, List<IngestOutcome>> recordReplies,
            Function<List<ReceivedMessage>, List<IngestOutcome>> updatePresence) {
        Map<MessageKind, Function<List<ReceivedMessage>, List<IngestOutcome>>> functions = new EnumMap<>(
                MessageKind.class);
        for (MessageKind kind : MessageKind.values()) {
            functions.put(kind, switch (kind) {
                case TELEMETRY, GATEWAY_TELEMETRY -> ingestTelemetry;
                case SHADOW_GET, SHADOW_UPDATE, ATTRIBUTES -> updateShadows;
                case COMMAND_REPLY, RPC_RESPONSE -> recordReplies;
                case STATUS -> updatePresence;
            });
        }
        return new ReceiveMessages(functions);
    }

    /// @return what became of each message, in their order
    @Override
    public List<IngestOutcome> apply(List<ReceivedMessage> messages) {
        Map<Function<List<ReceivedMessage>, List<IngestOutcome>>, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            places.computeIfAbsent(functionOf(messages.get(i)), _ -> new ArrayList<>()).add(i);
        }
        IngestOutcome[] outcomes = new IngestOutcome[messages.size()];
        places.forEach((function, group) -> {
            List<IngestOutcome> results = function.apply(group.stream().map(messages::get).toList());
            for (int i = 0; i < results.size(); i++) {
                outcomes[group.get(i)] = results.get(i);
            }
        });
        return List.of(outcomes);
    }

    private Function<List<ReceivedMessage>, List<IngestOutcome>> functionOf(ReceivedMessage message) {
        return Objects.requireNonNull(functions.get(message.kind()));
    }
}

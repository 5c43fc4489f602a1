package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.KnownDevices;
import io.lapwing.deviceingest.domain.MessageDecider;
import io.lapwing.deviceingest.domain.ParsedMessage;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.json.GatewayPayloads;
import io.lapwing.sharedmodel.json.TelemetryPayloads;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// The function `ingestTelemetry`: takes a batch of messages in, with one look at the registry and one write.
///
/// When it returns, every outcome is final and in the store. When it throws
/// [io.lapwing.sharedmodel.port.StoreUnavailable], no message may be acknowledged; the same batch can be tried again.
/// Thread-safe.
public final class IngestTelemetry implements Function<List<ReceivedMessage>, List<IngestOutcome>> {

    private final DeviceLookup devices;
    private final TelemetryStore store;
    private final DeviceReplies replies;
    private final Counters counters;
    private final MessageDecider decider = new MessageDecider(GatewayPayloads::wrap);

    public IngestTelemetry(DeviceLookup devices, TelemetryStore store, DeviceReplies replies, Counters counters) {
        this.devices = devices;
        this.store = store;
        this.replies = replies;
        this.counters = counters;
    }

    /// @return what became of each message, in their order
    @Override
    public List<IngestOutcome> apply(List<ReceivedMessage> messages) {
        List<ParsedMessage> parsed = messages.stream().map(IngestTelemetry::parse).toList();
        IngestBatch batch = new IngestBatch(decider, store);
        List<IngestOutcome> outcomes = batch.store(parsed, lookUp(parsed));
        batch.report(replies, counters);
        return outcomes;
    }

    private static ParsedMessage parse(ReceivedMessage message) {
        return new ParsedMessage(message,
                TelemetryPayloads.parse(message.payload(), message.kind(), message.receivedAt()));
    }

    private KnownDevices lookUp(List<ParsedMessage> messages) {
        Set<DeviceKey> named = new HashSet<>();
        messages.forEach(message -> message.addDevicesTo(named));
        return new KnownDevices(devices.find(named));
    }
}

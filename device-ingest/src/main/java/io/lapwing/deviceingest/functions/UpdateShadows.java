package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.ShadowDecider;
import io.lapwing.deviceingest.domain.ShadowMessage;
import io.lapwing.deviceingest.domain.ShadowSettlement;
import io.lapwing.deviceingest.domain.ShadowStep;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.json.ShadowRequests;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.shadow.ShadowRequest;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The function `updateShadows`: what devices ask of their shadows, in the order of the batch.
///
/// When it returns, every outcome is final and in the store. When it throws
/// [io.lapwing.sharedmodel.port.StoreUnavailable], no message may be acknowledged; the same batch can be tried again:
/// an update is a merge, which does no more the second time, and one that can be known again is not even tried.
/// Thread-safe.
public final class UpdateShadows implements Function<List<ReceivedMessage>, List<IngestOutcome>> {

    /// How often another writer may come in between; each time, that one has got on.
    private static final int MAX_ATTEMPTS = 200;

    private final DeviceLookup devices;
    private final ShadowStore shadows;
    private final TelemetryStore messages;
    private final DeviceReplies replies;
    private final Counters counters;

    /// @param messages keeps messages that cannot be taken
    public UpdateShadows(DeviceLookup devices, ShadowStore shadows, TelemetryStore messages, DeviceReplies replies,
            Counters counters) {
        this.devices = devices;
        this.shadows = shadows;
        this.messages = messages;
        this.replies = replies;
        this.counters = counters;
    }

    /// @return what became of each message, in their order
    @Override
    public List<IngestOutcome> apply(List<ReceivedMessage> batch) {
        Set<DeviceKey> known = devices.find(batch.stream().map(ReceivedMessage::device).collect(Collectors.toSet()))
                .keySet();
        List<ShadowMessage> asked = batch.stream().map(message -> ShadowMessage.of(message, read(message))).toList();
        List<ShadowSettlement> settlements = new ArrayList<>(batch.size());
        for (ShadowMessage message : asked) {
            settlements.add(known.contains(message.message().device())
                    ? settle(message)
                    : ShadowDecider.ofUnknownDevice(message));
        }
        ShadowEndings endings = new ShadowEndings(messages);
        List<IngestOutcome> outcomes = endings.store(asked, settlements);
        endings.report(replies, counters);
        return outcomes;
    }

    private static ShadowRequest read(ReceivedMessage message) {
        return switch (message.kind()) {
            case SHADOW_GET -> ShadowRequests.readGet(message.payload());
            case SHADOW_UPDATE -> ShadowRequests.readUpdate(message.payload());
            case ATTRIBUTES -> ShadowRequests.readAttributes(message.payload());
            case TELEMETRY, GATEWAY_TELEMETRY, COMMAND_REPLY, RPC_RESPONSE, STATUS ->
                throw new IllegalArgumentException(message.kind() + " is not about a shadow");
        };
    }

    private ShadowSettlement settle(ShadowMessage message) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            switch (ShadowDecider.decide(message, find(message))) {
                case ShadowStep.Settled(ShadowSettlement settlement) -> {
                    return settlement;
                }
                case ShadowStep.Save save -> {
                    switch (shadows.save(save.shadow(), save.events())) {
                        case DONE -> {
                            return save.then();
                        }
                        case NO_SUCH_DEVICE -> {
                            return ShadowDecider.ofUnknownDevice(message);
                        }
                        case TOO_MANY -> {
                            return ShadowDecider.ofTooManyShadows(message, ShadowStore.MAX_SHADOWS);
                        }
                        case CONFLICT -> {
                            // Decided again, on what the other has written.
                        }
                    }
                }
            }
        }
        throw new StoreUnavailable("ShadowStore.save", message.message().device() + "/" + message.shadow(),
                new IllegalStateException("others came in between " + MAX_ATTEMPTS + " times"));
    }

    private Shadow find(ShadowMessage message) {
        DeviceKey device = message.message().device();
        ShadowName name = message.shadow();
        if (name == null || message.request() instanceof ShadowRequest.Malformed) {
            return Shadow.none(device, ShadowName.MAIN);
        }
        return shadows.find(device, name).orElseGet(() -> Shadow.none(device, name));
    }
}

package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.KnownDevices;
import io.lapwing.deviceingest.domain.MessageDecider;
import io.lapwing.deviceingest.domain.PresenceNews;
import io.lapwing.deviceingest.domain.StatusMessage;
import io.lapwing.deviceingest.functions.PresenceUpdates.Told;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.json.GatewayPayloads;
import io.lapwing.sharedmodel.json.StatusPayloads;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Accepted;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The function `updatePresence`: takes in the birth and will messages of devices. What cannot be read is kept in
/// quarantine, as telemetry is.
///
/// When it returns, every outcome is final and in the store. When it throws
/// [io.lapwing.sharedmodel.port.StoreUnavailable], no message may be acknowledged; the same batch can be tried again.
/// Thread-safe.
public final class UpdatePresence implements Function<List<ReceivedMessage>, List<IngestOutcome>> {

    private static final IngestOutcome ACCEPTED = new Accepted(0, 0, List.of());

    private final DeviceLookup devices;
    private final PresenceUpdates updates;
    private final TelemetryStore store;
    private final DeviceReplies replies;
    private final Counters counters;
    private final MessageDecider decider = new MessageDecider(GatewayPayloads::wrap);

    /// @param store keeps what cannot be read, and that something was replayed
    public UpdatePresence(DeviceLookup devices, PresenceUpdates updates, TelemetryStore store, DeviceReplies replies,
            Counters counters) {
        this.devices = devices;
        this.updates = updates;
        this.store = store;
        this.replies = replies;
        this.counters = counters;
    }

    /// @return what became of each message, in their order
    @Override
    public List<IngestOutcome> apply(List<ReceivedMessage> messages) {
        Set<DeviceKey> senders = messages.stream().map(ReceivedMessage::device).collect(Collectors.toSet());
        return settle(messages.stream().map(message -> new StatusMessage(message,
                StatusPayloads.read(message.payload()))).toList(), new KnownDevices(devices.find(senders)));
    }

    private List<IngestOutcome> settle(List<StatusMessage> messages, KnownDevices known) {
        Map<Integer, IngestOutcome> outcomes = new HashMap<>();
        store(places(messages, message -> message.isStored(known)), messages, known, outcomes);
        List<Integer> telling = places(messages, message -> message.news().isPresent());
        telling.removeIf(place -> !(outcomes.getOrDefault(place, ACCEPTED) instanceof Accepted));
        List<Boolean> registered = updates.take(telling.stream().map(messages::get).map(UpdatePresence::told).toList());
        List<Integer> gone = IntStream.range(0, telling.size()).filter(i -> !registered.get(i)).mapToObj(telling::get)
                .toList();
        store(gone, messages, new KnownDevices(Map.of()), outcomes);
        counters.add(Counter.MESSAGES_ACCEPTED, messages.size() - outcomes.size());
        return IntStream.range(0, messages.size()).mapToObj(place -> outcomes.getOrDefault(place, ACCEPTED)).toList();
    }

    /// Where the messages stand that this is true of.
    private static List<Integer> places(List<StatusMessage> messages, Function<StatusMessage, Boolean> isMeant) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (isMeant.apply(messages.get(i))) {
                places.add(i);
            }
        }
        return places;
    }

    private void store(List<Integer> places, List<StatusMessage> messages, KnownDevices known,
            Map<Integer, IngestOutcome> outcomes) {
        IngestBatch batch = new IngestBatch(decider, store);
        List<IngestOutcome> stored = batch.store(
                places.stream().map(messages::get).map(StatusMessage::asTelemetry).toList(), known);
        for (int i = 0; i < stored.size(); i++) {
            outcomes.put(places.get(i), stored.get(i));
        }
        batch.report(replies, counters);
    }

    /// A will is sent by the broker: the device is not seen by it.
    private static Told told(StatusMessage message) {
        PresenceNews.Status news = message.news().orElseThrow();
        return new Told(message.message().device(), news, message.message().receivedAt(), news.online());
    }
}

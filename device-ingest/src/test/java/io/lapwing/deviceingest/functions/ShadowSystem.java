package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.device.DeviceReply.ErrorReply;
import io.lapwing.sharedmodel.device.DeviceReply.ShadowReply;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.fixtures.MessageBuilder;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.inmemory.RecordedReplies;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageKind;

import java.util.Arrays;
import java.util.List;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;

/// The functions of shadows on stores in memory, and a look at all that they leave there. It knows pump-1.
final class ShadowSystem {

    static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");

    final InMemoryStores stores = new InMemoryStores();
    final RecordedReplies replies = new RecordedReplies();
    private final CountedCounters counters = new CountedCounters();

    ShadowSystem() {
        if (!stores.registry().create(aDevice().withKey(PUMP).build(), aTokenHash())) {
            throw new IllegalStateException("registered already: " + PUMP);
        }
    }

    static MessageBuilder get(String payload) {
        return aMessage().about(MessageKind.SHADOW_GET, "main").withJson(payload).receivedAt(T0);
    }

    static MessageBuilder update(String payload) {
        return aMessage().about(MessageKind.SHADOW_UPDATE, "main").withJson(payload).receivedAt(T0);
    }

    static MessageBuilder attributes(String payload) {
        return aMessage().about(MessageKind.ATTRIBUTES, "main").withJson(payload).receivedAt(T0);
    }

    List<IngestOutcome> receive(MessageBuilder... batch) {
        return receiveOn(stores.shadows(), batch);
    }

    List<IngestOutcome> receiveOn(ShadowStore shadows, MessageBuilder... batch) {
        return new UpdateShadows(stores.registry(), shadows, stores.telemetry(), replies, counters)
                .apply(Arrays.stream(batch).map(MessageBuilder::build).toList());
    }

    Shadow shadow() {
        return stores.shadows().find(PUMP, ShadowName.MAIN).orElseThrow();
    }

    List<Event> events() {
        return stores.recorded();
    }

    long count(Counter counter) {
        return counters.total(counter);
    }

    /// What a device was told on its shadows' topics: the topic's end, and the payload.
    List<String> toldOnShadow(DeviceKey device) {
        return replies.to(device).stream().filter(ShadowReply.class::isInstance).map(ShadowReply.class::cast)
                .map(reply -> reply.shadow() + "/" + reply.channel().levels() + " " + reply.payload().json()).toList();
    }

    List<ErrorReply> errorsTo(DeviceKey device) {
        return replies.to(device).stream().filter(ErrorReply.class::isInstance).map(ErrorReply.class::cast).toList();
    }

    List<DeviceReply> told() {
        return replies.all();
    }
}

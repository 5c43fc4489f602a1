package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply.ErrorReply;
import io.lapwing.sharedmodel.fixtures.DeviceBuilder;
import io.lapwing.sharedmodel.fixtures.MessageBuilder;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.inmemory.RecordedReplies;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;

/// The function on stores in memory, and a look at all that it leaves there.
final class IngestSystem {

    static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");
    static final DeviceKey GATEWAY = DeviceKey.of("acme", "gw-1");

    private static final Instant FAR_AWAY = Instant.parse("2200-01-01T00:00:00Z");

    final InMemoryStores stores = new InMemoryStores();
    final RecordedReplies replies = new RecordedReplies();
    private final CountedCounters counters = new CountedCounters();
    private final IngestTelemetry function = new IngestTelemetry(stores.registry(), stores.telemetry(), replies,
            counters);

    /// A system that knows the device of the fixtures, pump-1, and a gateway.
    IngestSystem() {
        register(aDevice().withKey(PUMP));
        register(aDevice().withKey(GATEWAY).asGateway());
    }

    DeviceKey register(DeviceBuilder builder) {
        Device device = builder.build();
        if (!stores.registry().create(device, aTokenHash())) {
            throw new IllegalStateException("registered already: " + device.key());
        }
        return device.key();
    }

    List<IngestOutcome> ingest(MessageBuilder... batch) {
        return function.apply(Arrays.stream(batch).map(MessageBuilder::build).toList());
    }

    /// As [#ingest], with a look at the registry as it was some time ago.
    List<IngestOutcome> ingestKnowing(DeviceLookup devices, MessageBuilder... batch) {
        return new IngestTelemetry(devices, stores.telemetry(), replies, counters)
                .apply(Arrays.stream(batch).map(MessageBuilder::build).toList());
    }

    List<StoredReading> readings(DeviceKey device) {
        ReadingsQuery all = new ReadingsQuery(device, Set.of(), Instant.EPOCH, FAR_AWAY);
        return stores.telemetry().readings(all, PageRequest.first(1000)).items();
    }

    /// What waits or waited in acme's quarantine, in no order.
    List<QuarantineEntry> quarantine() {
        return stores.quarantine().list(PUMP.tenant(), PageRequest.first(1000)).items();
    }

    long count(Counter counter) {
        return counters.total(counter);
    }

    List<ErrorReply> errorsTo(DeviceKey device) {
        return replies.to(device).stream().map(ErrorReply.class::cast).toList();
    }
}

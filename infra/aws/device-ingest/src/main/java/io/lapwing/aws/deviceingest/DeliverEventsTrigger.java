package io.lapwing.aws.deviceingest;

import io.lapwing.aws.adapters.DynamoDbOutbox;
import io.lapwing.aws.runtime.TimeLimit;
import io.lapwing.deviceingest.functions.RelayEvents;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;
import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.port.Outbox.Leased;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// From the stream of the registry table, or from the schedule, to the function `deliverEvents`.
///
/// A record of the stream only says in which partition of the outbox there is something new: what is delivered, and in
/// which order, is what the outbox gives out. So a record that is lost, or comes twice, does no harm, and the schedule,
/// whose event names no partition and has all of them looked into, finds whatever is left.
public final class DeliverEventsTrigger implements Function<byte[], byte[]> {

    private static final System.Logger LOG = System.getLogger(DeliverEventsTrigger.class.getName());
    /// For the answer, and before it the devices' replies, the apps' updates and the spans, a second each.
    private static final Duration RESERVE = Duration.ofMillis(3500);

    private final DynamoDbOutbox outbox;
    private final RelayEvents relay;
    private final InstantSource clock;
    private final TimeLimit limit = new TimeLimit(RESERVE);

    public DeliverEventsTrigger(DynamoDbOutbox outbox, RelayEvents relay, InstantSource clock) {
        this.outbox = outbox;
        this.relay = relay;
        this.clock = clock;
    }

    /// @return `{"delivered":n}`: how many events were taken
    @Override
    public byte[] apply(byte[] event) {
        Set<String> partitions = partitions(event);
        Outbox named = partitions.isEmpty() ? outbox : outbox.of(partitions);
        AtomicInteger taken = new AtomicInteger();
        if (!limit.run(() -> drain(named, taken))) {
            LOG.log(Level.WARNING, "no time is left; what is not delivered is taken by the next call");
        }
        return Json.write(Map.of("delivered", taken.get()));
    }

    private void drain(Outbox named, AtomicInteger taken) {
        List<Leased> events = take(named);
        while (!events.isEmpty() && !Thread.currentThread().isInterrupted()) {
            relay.accept(events, clock.instant());
            taken.addAndGet(events.size());
            events = take(named);
        }
    }

    private List<Leased> take(Outbox named) {
        return named.take(RelayEvents.BATCH, clock.instant(), RelayEvents.LEASE);
    }

    /// The partition keys that the records of a stream name; none for any other event.
    private static Set<String> partitions(byte[] event) {
        Set<String> partitions = new HashSet<>();
        try {
            if (Json.read(event) instanceof Map<?, ?> fields && fields.get("Records") instanceof List<?> records) {
                records.forEach(record -> addPartition(record, partitions));
            }
        } catch (MalformedJson _) {
            LOG.log(Level.WARNING, "the event is no JSON; all of the outbox is looked into");
        }
        return partitions;
    }

    private static void addPartition(Object record, Set<String> partitions) {
        if (record instanceof Map<?, ?> fields && fields.get("dynamodb") instanceof Map<?, ?> change
                && change.get("Keys") instanceof Map<?, ?> keys && keys.get("pk") instanceof Map<?, ?> pk
                && pk.get("S") instanceof String partition) {
            partitions.add(partition);
        }
    }
}

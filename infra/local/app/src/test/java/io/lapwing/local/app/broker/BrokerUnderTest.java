package io.lapwing.local.app.broker;

import io.lapwing.local.adapters.BatcherSettings;
import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.local.adapters.RecordingIngest;
import io.lapwing.local.app.datadir.NodeId;
import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;

/// A broker on free ports of this machine, with devices to connect to it.
final class BrokerUnderTest implements AutoCloseable {

    static final BrokerRun RUN = new BrokerRun(new NodeId("lapwing-test"), Instant.EPOCH.plusMillis(35));

    final RecordingIngest ingest = new RecordingIngest();
    final RecordedEvents events = new RecordedEvents();
    final MessageBatcher batcher;
    final EmbeddedBroker broker;
    private final InMemoryStores stores = new InMemoryStores();
    private final Map<DeviceKey, AccessToken> tokens = new ConcurrentHashMap<>();

    BrokerUnderTest(Path dataDir, UnaryOperator<BrokerSettings> settings, BatcherSettings batching) {
        batcher = new MessageBatcher(ingest, write -> stores.telemetry().append(List.of(write)), batching);
        broker = EmbeddedBroker.start(settings.apply(BrokerSettings.onLoopback(dataDir, 0)), RUN, new Surroundings(
                batcher, stores.credentials(), stores.audit(), events, InstantSource.system()));
    }

    static BrokerUnderTest in(Path dataDir) {
        return in(dataDir, settings -> settings);
    }

    static BrokerUnderTest in(Path dataDir, UnaryOperator<BrokerSettings> settings) {
        return new BrokerUnderTest(dataDir, settings, patient(50_000));
    }

    /// Retries soon, and ends soon.
    static BatcherSettings patient(int queueMessages) {
        return new BatcherSettings(2, queueMessages, 64L << 20, 500, 8L << 20, Duration.ZERO, Duration.ofMillis(10),
                Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ofMillis(200));
    }

    /// Registers this device of acme, if it is not yet.
    DeviceKey register(String id) {
        return register(DeviceKey.of("acme", id));
    }

    DeviceKey register(DeviceKey key) {
        if (tokens.containsKey(key)) {
            return key;
        }
        AccessToken token = AccessToken.generate(new SecureRandom());
        stores.registry().create(aDevice().withKey(key).build(), token.hash());
        tokens.put(key, token);
        return key;
    }

    String tokenOf(DeviceKey device) {
        AccessToken token = tokens.get(device);
        if (token == null) {
            throw new IllegalArgumentException(device + " is not registered");
        }
        return token.value();
    }

    String url() {
        return "tcp://127.0.0.1:" + broker.port();
    }

    /// Acme's audited refusals, newest first.
    List<AuditEvent> refusals() {
        return stores.audit().list(new TenantId("acme"), PageRequest.first(100)).items();
    }

    @Override
    public void close() {
        ingest.release();
        broker.close();
        batcher.close();
    }
}

package io.lapwing.local.app.fleet;

import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceProfile;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A small cold chain in the tenant `demo`, so that there is something to look at: cold stores, trucks, pumps, and a
/// gateway with its probes. Each device reports over MQTT, like any other.
public final class DemoFleet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoFleet.class);
    private static final TenantId TENANT = new TenantId("demo");
    private static final DeviceId GATEWAY = new DeviceId("gateway-1");
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final List<Member> MEMBERS = List.of(
            new Member("cold-store-1", "Cold store 1", DeviceModel.COLD_STORE, "bremen", 1, null),
            new Member("cold-store-2", "Cold store 2", DeviceModel.COLD_STORE, "bremen", 2, null),
            new Member("cold-store-3", "Cold store 3", DeviceModel.COLD_STORE, "hamburg", 3, null),
            new Member("truck-1", "Truck 1", DeviceModel.TRUCK, null, 4, null),
            new Member("truck-2", "Truck 2", DeviceModel.TRUCK, null, 5, null),
            new Member("pump-1", "Coolant pump 1", DeviceModel.PUMP, "bremen", 6, null),
            new Member("pump-2", "Coolant pump 2", DeviceModel.PUMP, "hamburg", 7, null),
            new Member("probe-1", "Shelf probe 1", DeviceModel.PROBE, "hamburg", 8, GATEWAY),
            new Member("probe-2", "Shelf probe 2", DeviceModel.PROBE, "hamburg", 9, GATEWAY),
            new Member("probe-3", "Shelf probe 3", DeviceModel.PROBE, "hamburg", 10, GATEWAY));

    private final DeviceRegistry registry;
    private final DeviceCredentials credentials;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ScheduledExecutorService threads;
    private final AtomicBoolean childrenAreRegistered = new AtomicBoolean();

    public DemoFleet(DeviceRegistry registry, DeviceCredentials credentials, InstantSource clock) {
        this.registry = registry;
        this.credentials = credentials;
        this.clock = clock;
        int connections = MEMBERS.size() + 1;
        this.threads = new ScheduledThreadPoolExecutor((DeviceConnection.THREADS_PER_CONNECTION + 1) * connections,
                Thread.ofVirtual().name("demo-fleet-", 0).factory());
    }

    private record Member(String id, String name, DeviceModel model, @Nullable String site, int number,
            @Nullable DeviceId gatewayId) {

        DeviceProfile profile() {
            return new DeviceProfile(name, model.type(), site, Map.of(), List.of(), false, gatewayId);
        }
    }

    /// Registers the fleet, unless it is, and lets it report to the broker from then on. Returns at once.
    public void start(URI broker) {
        DeviceProfile gateway = new DeviceProfile("Gateway 1", "gateway", "hamburg", Map.of(), List.of(), true, null);
        report(broker, GATEWAY, gateway, this::gatewayMessage);
        MEMBERS.stream().filter(member -> member.gatewayId() == null).forEach(
                member -> report(broker, new DeviceId(member.id()), member.profile(), now -> message(member, now)));
    }

    private interface Report {
        Message at(Instant now);
    }

    private record Message(String topic, String payload) {}

    private Message message(Member member, Instant now) {
        String payload = TelemetryText.message(now, 0, member.model().valuesAt(now, member.number(), random));
        return new Message(DeviceTopic.telemetryOf(new DeviceKey(TENANT, new DeviceId(member.id()))), payload);
    }

    /// Whoever is behind the gateway has to be registered before it reports for him.
    private void registerChildren() {
        if (!childrenAreRegistered.get()) {
            children().forEach(child -> newToken(new DeviceKey(TENANT, new DeviceId(child.id())), child.profile()));
            childrenAreRegistered.set(true);
        }
    }

    private static Stream<Member> children() {
        return MEMBERS.stream().filter(member -> member.gatewayId() != null);
    }

    private Message gatewayMessage(Instant now) {
        registerChildren();
        Map<String, Map<String, Object>> children = children()
                .collect(Collectors.toMap(Member::id,
                        member -> member.model().valuesAt(now, member.number(), random)));
        return new Message(DeviceTopic.gatewayTelemetryOf(new DeviceKey(TENANT, GATEWAY)),
                TelemetryText.gatewayMessage(now, 0, children));
    }

    /// Reports at the fleet's pace, connecting first whenever there is no connection.
    private void report(URI broker, DeviceId id, DeviceProfile profile, Report report) {
        DeviceKey device = new DeviceKey(TENANT, id);
        AtomicReference<@Nullable DeviceConnection> connection = new AtomicReference<>();
        var _ = threads.scheduleWithFixedDelay(() -> {
            try {
                DeviceConnection open = connected(broker, device, profile, connection);
                Message message = report.at(clock.instant());
                var _ = open.publish(message.topic(), message.payload());
            } catch (MqttException | StoreUnavailable e) {
                LOG.debug("{} could not report", device, e);
            }
        }, random.nextLong(INTERVAL.toMillis() / 10), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private DeviceConnection connected(URI broker, DeviceKey device, DeviceProfile profile,
            AtomicReference<@Nullable DeviceConnection> connection) throws MqttException {
        DeviceConnection last = connection.get();
        if (last != null && last.isConnected()) {
            return last;
        }
        if (last != null) {
            last.close();
        }
        DeviceConnection next = new DeviceConnection(broker, device, newToken(device, profile), threads);
        connection.set(next);
        next.connect();
        return next;
    }

    /// Only hashes of tokens are kept, so that a device which lost its own needs a new one.
    private AccessToken newToken(DeviceKey key, DeviceProfile profile) {
        Instant now = clock.instant();
        AccessToken token = AccessToken.generate(random);
        if (!registry.create(new Device(key, profile, false, null, now, now, 1), token.hash())) {
            credentials.rotate(key, token.hash(), now);
        }
        return token;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.command.CommandDelivery;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.CommandSender;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.watch.ConnectionEvent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;

import com.codahale.metrics.MetricRegistry;
import com.google.inject.Injector;
import com.hivemq.HiveMQServer;
import com.hivemq.configuration.ConfigurationBootstrap;
import com.hivemq.configuration.info.SystemInformationImpl;
import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.configuration.service.entity.Listener;
import com.hivemq.configuration.service.impl.listener.ListenerConfigurationService;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.extension.sdk.api.services.publish.PublishService;
import com.hivemq.mqtt.handler.disconnect.MqttServerDisconnector;
import com.hivemq.persistence.connection.ConnectionPersistence;
import org.jspecify.annotations.Nullable;

/// An MQTT broker in this process, for devices: MQTT 5 and 3.1.1 over TCP, TLS and WebSocket.
///
/// A device proves who it is with its access token, and reaches nothing beyond its own prefix. What it sends goes
/// straight to the batcher; the PUBACK means that it is in the store. The broker itself keeps nothing on disk.
public final class EmbeddedBroker implements AutoCloseable {

    /// Each device can have come and gone again while the store was away.
    private static final int EVENTS_PER_CONNECTION = 4;
    /// Devices come and go meanwhile, too.
    private static final int DEVICES_PER_CONNECTION = 4;
    private static final int MAX_DELIVERIES = 50_000;

    private final HiveMQServer server;
    private final Injector injector;
    private final DeviceAuthentication authentication;
    private final AuditQueue audit;
    private final PendingWork<ConnectionEvent> changes;
    private final PendingWork<DeviceKey> wanted;
    private final PendingWork<CommandDelivery> deliveries;
    private final Connections connections;
    private final Wills wills;
    private final CommandSender commands;
    private final LongAdder dropped = new LongAdder();

    private EmbeddedBroker(BrokerSettings settings, BrokerRun run, Surroundings surroundings) throws Exception {
        server = bootstrapped(BrokerFolders.write(settings));
        injector = injectorOf(server);
        InstantSource clock = surroundings.clock();
        audit = new AuditQueue(surroundings.auditLog());
        Refusals refusals = new Refusals(audit, clock);
        authentication = new DeviceAuthentication(surroundings.credentials(), clock, refusals, settings.authTime());
        DeviceEvents events = surroundings.events();
        changes = new PendingWork<>("presence", ConnectionEvent::device,
                EVENTS_PER_CONNECTION * settings.maxConnections(), events::connectionsChanged);
        wanted = new PendingWork<>("commands", device -> device,
                DEVICES_PER_CONNECTION * settings.maxConnections(), events::commandsWanted);
        deliveries = new PendingWork<>("deliveries", CommandDelivery::device, MAX_DELIVERIES,
                events::commandsDelivered);
        connections = new Connections(run.name(), clock, changes::add);
        wills = new Wills(surroundings.batcher(), clock);
        commands = new BrokerCommandSender(injector.getInstance(PublishService.class), connections, deliveries, clock);
        GateContext gates = new GateContext(surroundings.batcher(), settings, clock, refusals,
                injector.getInstance(MqttServerDisconnector.class), connections, wills, wanted, deliveries, dropped);
        start(new DeviceExtension(authentication, new DeviceAuthorizer(refusals), gates,
                injector.getInstance(ConnectionPersistence.class)));
    }

    private void start(DeviceExtension extension) throws Exception {
        try {
            server.startInstance(EmbeddedExtension.builder().withId("lapwing").withName("Lapwing").withVersion("1")
                    .withExtensionMain(extension).build());
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /// Starts a broker; it listens when this returns.
    ///
    /// @throws IllegalStateException if it cannot be started: mostly because a port is taken
    public static EmbeddedBroker start(BrokerSettings settings, BrokerRun run, Surroundings surroundings) {
        requireFree(settings.bindAddress(), settings.port());
        requireFree(settings.bindAddress(), settings.webSocketPort());
        BrokerSettings.Tls tls = settings.tls();
        requireFree(settings.bindAddress(), tls == null ? null : Integer.valueOf(tls.port()));
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        try {
            return new EmbeddedBroker(settings, run, surroundings);
        } catch (Exception e) {
            throw new IllegalStateException("the MQTT broker cannot be started: " + e.getMessage(), e);
        } finally {
            // HiveMQ puts in one of its own, which ends the process.
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    /// The port of MQTT over TCP.
    public int port() {
        return portOf(listeners().getTcpListeners()).orElseThrow();
    }

    /// The port of MQTT over TLS, if there is one.
    public OptionalInt tlsPort() {
        return portOf(listeners().getTlsTcpListeners());
    }

    /// The port of MQTT over WebSocket, if there is one.
    public OptionalInt webSocketPort() {
        return portOf(listeners().getWebsocketListeners());
    }

    /// Tells devices things through this broker.
    public DeviceReplies replies() {
        return new BrokerDeviceReplies(injector.getInstance(PublishService.class), connections);
    }

    /// Sends commands through this broker.
    public CommandSender commands() {
        return commands;
    }

    /// Whether a device is connected to this broker, and may listen to its commands.
    public boolean takesCommands(DeviceKey device) {
        return connections.of(device).stream().anyMatch(connection -> connection.listens().get());
    }

    /// How many QoS 0 messages there was no room for.
    public long droppedMessages() {
        return dropped.sum();
    }

    @Override
    public void close() {
        server.stop();
        wills.close();
        authentication.close();
        List.of(wanted, deliveries, changes).forEach(PendingWork::close);
        audit.close();
    }

    private static HiveMQServer bootstrapped(BrokerFolders folders) throws Exception {
        InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(true);
        // It keeps nothing that would have to be written when it ends.
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(50);
        SystemInformationImpl system = new SystemInformationImpl(true, true, folders.config().toFile(),
                folders.data().toFile(), folders.extensions().toFile());
        system.init();
        HiveMQServer server = new HiveMQServer(system, new MetricRegistry(),
                ConfigurationBootstrap.bootstrapConfig(system), false, false);
        server.bootstrap();
        return server;
    }

    private static Injector injectorOf(HiveMQServer server) {
        Injector injector = server.getInjector();
        if (injector == null) {
            throw new IllegalStateException("HiveMQ was not set up");
        }
        return injector;
    }

    private ListenerConfigurationService listeners() {
        return injector.getInstance(ListenerConfigurationService.class);
    }

    private static OptionalInt portOf(List<? extends Listener> listeners) {
        return listeners.stream().mapToInt(Listener::getPort).findFirst();
    }

    /// HiveMQ starts if one of its listeners can, and does not say which cannot.
    private static void requireFree(String address, @Nullable Integer port) {
        if (port == null || port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new IllegalStateException("port " + port + " of " + address + " cannot be listened on", e);
        }
    }
}

package io.lapwing.local.app.broker;

import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.port.DeviceReplies;

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
/// A device proves who it is with its access token, and reaches nothing beyond its own prefix. Its readings go straight
/// to the batcher; their PUBACK means that they are in the store. The broker itself keeps nothing on disk.
public final class EmbeddedBroker implements AutoCloseable {

    private final HiveMQServer server;
    private final Injector injector;
    private final DeviceAuthentication authentication;
    private final AuditQueue audit;
    private final LongAdder dropped = new LongAdder();

    private EmbeddedBroker(BrokerSettings settings, MessageBatcher batcher, DeviceCredentials credentials,
            AuditLog auditLog, InstantSource clock) throws Exception {
        server = bootstrapped(BrokerFolders.write(settings));
        injector = injectorOf(server);
        audit = new AuditQueue(auditLog);
        Refusals refusals = new Refusals(audit, clock);
        authentication = new DeviceAuthentication(credentials, clock, refusals, settings.authTime());
        GateContext gates = new GateContext(batcher, settings, clock, refusals,
                injector.getInstance(MqttServerDisconnector.class), dropped);
        DeviceExtension extension = new DeviceExtension(authentication, new DeviceAuthorizer(refusals), gates,
                injector.getInstance(ConnectionPersistence.class));
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
    /// @param clock gives the time of receipt
    /// @throws IllegalStateException if it cannot be started: mostly because a port is taken
    public static EmbeddedBroker start(BrokerSettings settings, MessageBatcher batcher, DeviceCredentials credentials,
            AuditLog auditLog, InstantSource clock) {
        requireFree(settings.bindAddress(), settings.port());
        requireFree(settings.bindAddress(), settings.webSocketPort());
        BrokerSettings.Tls tls = settings.tls();
        requireFree(settings.bindAddress(), tls == null ? null : Integer.valueOf(tls.port()));
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        try {
            return new EmbeddedBroker(settings, batcher, credentials, auditLog, clock);
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
        return new BrokerDeviceReplies(injector.getInstance(PublishService.class));
    }

    /// How many QoS 0 readings there was no room for.
    public long droppedReadings() {
        return dropped.sum();
    }

    @Override
    public void close() {
        server.stop();
        authentication.close();
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

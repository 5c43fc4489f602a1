package io.lapwing.local.app.process;

import io.lapwing.deviceingest.functions.DispatchCommands;
import io.lapwing.deviceingest.functions.Reachability;
import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.local.adapters.MqttSettings;
import io.lapwing.local.adapters.PahoCommandSender;
import io.lapwing.local.adapters.PahoDeviceReplies;
import io.lapwing.local.adapters.PahoSubscriber;
import io.lapwing.local.app.broker.BrokerRun;
import io.lapwing.local.app.broker.BrokerSettings;
import io.lapwing.local.app.broker.DeviceEvents;
import io.lapwing.local.app.broker.EmbeddedBroker;
import io.lapwing.local.app.broker.Surroundings;
import io.lapwing.local.app.datadir.NodeId;
import io.lapwing.local.app.process.ProcessSettings.OutsideBroker;
import io.lapwing.sharedmodel.command.CommandDelivery;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.port.WatchStore;
import io.lapwing.sharedmodel.watch.ConnectionEvent;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The embedded broker, or a connection to another one.
@Configuration(proxyBeanMethods = false)
class MqttConfiguration {

    /// Tells devices what was refused, and what is desired of them: once there is a broker to tell it through.
    @Bean
    LateReplies deviceReplies() {
        return new LateReplies();
    }

    /// Sends commands: once there is a broker.
    @Bean
    LateCommands commandSender() {
        return new LateCommands();
    }

    @Bean
    BrokerRun brokerRun(ProcessSettings settings, InstantSource clock) throws IOException {
        return new BrokerRun(NodeId.of(settings.dataDir()), clock.instant());
    }

    @Bean
    Surroundings brokerSurroundings(MessageBatcher batcher, DeviceCredentials credentials, AuditLog audit,
            DeviceEvents events, InstantSource clock) {
        return new Surroundings(batcher, credentials, audit, events, clock);
    }

    @Bean
    DeviceEvents brokerEvents(Consumer<List<ConnectionEvent>> recordConnections, DispatchCommands dispatchCommands,
            Consumer<List<CommandDelivery>> recordDeliveries) {
        return new ToldFunctions(recordConnections, dispatchCommands, recordDeliveries);
    }

    @Bean(destroyMethod = "close")
    MqttConnection mqtt(ProcessSettings settings, BrokerRun run, Surroundings surroundings, WatchStore watches,
            LateReplies replies, LateCommands commands) {
        MqttConnection mqtt = settings.outsideBroker()
                .<MqttConnection>map(outside -> connect(outside, run, surroundings, watches))
                .orElseGet(() -> embed(settings, run, surroundings));
        replies.through(mqtt.replies());
        commands.through(mqtt.commands(), mqtt.reachability());
        return mqtt;
    }

    private static OutsideConnection connect(OutsideBroker outside, BrokerRun run, Surroundings surroundings,
            WatchStore watches) {
        MqttSettings mqtt = MqttSettings.of(outside.url(), outside.user(), outside.password(), run.node().value());
        PahoSubscriber subscriber = PahoSubscriber.start(mqtt, surroundings.batcher(), surroundings.clock());
        return new OutsideConnection(subscriber, new PahoDeviceReplies(subscriber),
                new PahoCommandSender(subscriber, surroundings.clock()), Reachability.byPresence(watches),
                outside.url());
    }

    private static EmbeddedConnection embed(ProcessSettings settings, BrokerRun run, Surroundings surroundings) {
        EmbeddedBroker broker = EmbeddedBroker.start(settingsOf(settings), run, surroundings);
        return new EmbeddedConnection(broker,
                URI.create("mqtt://" + settings.reachableHost() + ":" + broker.port()));
    }

    private static BrokerSettings settingsOf(ProcessSettings settings) {
        ProcessSettings.Ports ports = settings.ports();
        BrokerSettings broker = BrokerSettings.onLoopback(settings.dataDir(), ports.mqtt())
                .listeningOn(settings.bindAddress());
        if (ports.webSocket() != null) {
            broker = broker.withWebSocket(ports.webSocket());
        }
        ProcessSettings.Tls tls = ports.tls();
        return tls == null ? broker
                : broker.withTls(
                        new BrokerSettings.Tls(tls.port(), tls.keyStore(), tls.password(), tls.password()));
    }
}

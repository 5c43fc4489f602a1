package io.lapwing.local.app.process;

import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.local.adapters.MqttSettings;
import io.lapwing.local.adapters.PahoDeviceReplies;
import io.lapwing.local.adapters.PahoSubscriber;
import io.lapwing.local.app.broker.BrokerSettings;
import io.lapwing.local.app.broker.EmbeddedBroker;
import io.lapwing.local.app.datadir.NodeId;
import io.lapwing.local.app.process.ProcessSettings.OutsideBroker;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.DeviceCredentials;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The embedded broker, or a connection to another one.
@Configuration(proxyBeanMethods = false)
class MqttConfiguration {

    @Bean(destroyMethod = "close")
    MqttConnection mqtt(ProcessSettings settings, MessageBatcher batcher, DeviceCredentials credentials,
            AuditLog audit, LateReplies replies, InstantSource clock) throws IOException {
        Optional<OutsideBroker> outside = settings.outsideBroker();
        return outside.isPresent()
                ? connect(outside.get(), NodeId.of(settings.dataDir()), batcher, replies, clock)
                : embed(settings, batcher, credentials, audit, replies, clock);
    }

    private static MqttConnection connect(OutsideBroker outside, NodeId node, MessageBatcher batcher,
            LateReplies replies, InstantSource clock) {
        MqttSettings mqtt = MqttSettings.of(outside.url(), outside.user(), outside.password(), node.value());
        PahoSubscriber subscriber = PahoSubscriber.start(mqtt, batcher, clock);
        PahoDeviceReplies through = new PahoDeviceReplies(subscriber);
        replies.through(through);
        return new OutsideConnection(subscriber, through, outside.url());
    }

    private static MqttConnection embed(ProcessSettings settings, MessageBatcher batcher,
            DeviceCredentials credentials, AuditLog audit, LateReplies replies, InstantSource clock) {
        EmbeddedBroker broker = EmbeddedBroker.start(settingsOf(settings), batcher, credentials, audit, clock);
        replies.through(broker.replies());
        URI address = URI.create("mqtt://" + settings.reachableHost() + ":" + broker.port());
        return new EmbeddedConnection(broker, address);
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

package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.util.Optional;

import com.hivemq.bootstrap.ClientConnection;
import com.hivemq.bootstrap.netty.ChannelHandlerNames;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.client.parameter.InitializerInput;
import com.hivemq.extension.sdk.api.interceptor.subscribe.parameter.SubscribeInboundInput;
import com.hivemq.extension.sdk.api.interceptor.subscribe.parameter.SubscribeInboundOutput;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.subscribe.ModifiableSubscription;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.intializer.ClientInitializer;
import com.hivemq.mqtt.message.connect.MqttWillPublish;
import com.hivemq.persistence.connection.ConnectionPersistence;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What makes HiveMQ Lapwing's broker: who may connect, what he may do there, and what happens to his readings.
record DeviceExtension(DeviceAuthentication authentication, DeviceAuthorizer authorizer, GateContext gates,
        ConnectionPersistence connections) implements ExtensionMain, ClientInitializer {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceExtension.class);

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        Services.interceptorRegistry().setConnectInboundInterceptorProvider(_ -> authentication);
        Services.securityRegistry().setAuthenticatorProvider(_ -> authentication);
        Services.securityRegistry().setAuthorizerProvider(_ -> authorizer);
        Services.initializerRegistry().setClientInitializer(this);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        // What was registered ends with the broker.
    }

    /// Puts the gate into the channel of a device that has been authenticated. The CONNACK waits for it, and MQTT's
    /// codec holds back whatever the device sends before that.
    @Override
    public void initialize(InitializerInput input, ClientContext context) {
        Optional<DeviceKey> device = Identity.of(input.getConnectionInformation());
        ClientConnection connection = connections.get(input.getClientInformation().getClientId());
        if (device.isEmpty() || connection == null) {
            LOG.warn("a connection without an identity is closed");
            if (connection != null) {
                ChannelFuture _ = connection.getChannel().close();
            }
            return;
        }
        context.addSubscribeInboundInterceptor(DeviceExtension::capQos);
        try {
            insertHandlers(connection, device.get());
        } catch (RuntimeException e) {
            // Without its gate a device would be answered before anything is stored.
            LOG.warn("{} was gone before it was connected", device.get(), e);
            ChannelFuture _ = connection.getChannel().close();
        }
    }

    private void insertHandlers(ClientConnection broker, DeviceKey device) {
        Connection connection = gates.connections().next(device, broker.getClientId());
        TopicRules rules = new TopicRules(device);
        MqttWillPublish publish = broker.getWillPublish();
        Wills.Will will = publish == null ? null
                : rules.will(publish.getTopic()).map(topic -> new Wills.Will(topic, publish.deepCopy())).orElse(null);
        ChannelPipeline pipeline = broker.getChannel().pipeline();
        pipeline.addAfter(ChannelHandlerNames.MESSAGE_EXPIRY_HANDLER, ExpiredPublishes.NAME, new ExpiredPublishes());
        pipeline.addAfter(ChannelHandlerNames.MQTT_MESSAGE_BARRIER, UplinkGate.NAME,
                new UplinkGate(rules, connection, will, gates));
        pipeline.addBefore(ChannelHandlerNames.MQTT_MESSAGE_BARRIER, Arrival.NAME, new Arrival(connection, gates));
    }

    /// HiveMQ grants the QoS that is asked for, whatever its own maximum.
    private static void capQos(SubscribeInboundInput input, SubscribeInboundOutput output) {
        for (ModifiableSubscription subscription : output.getSubscribePacket().getSubscriptions()) {
            if (subscription.getQos() == Qos.EXACTLY_ONCE) {
                subscription.setQos(Qos.AT_LEAST_ONCE);
            }
        }
    }
}

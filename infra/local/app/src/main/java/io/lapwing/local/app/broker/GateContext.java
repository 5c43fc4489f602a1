package io.lapwing.local.app.broker;

import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.sharedmodel.command.CommandDelivery;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

import com.hivemq.mqtt.handler.disconnect.MqttServerDisconnector;

/// What the gates of all connections share.
///
/// @param wanted devices that can be sent commands
/// @param deliveries commands that devices acknowledged
/// @param dropped counts QoS 0 messages that there was no room for
record GateContext(MessageBatcher batcher, BrokerSettings settings, InstantSource clock, Refusals refusals,
        MqttServerDisconnector disconnector, Connections connections, Wills wills, PendingWork<DeviceKey> wanted,
        PendingWork<CommandDelivery> deliveries, LongAdder dropped) {}

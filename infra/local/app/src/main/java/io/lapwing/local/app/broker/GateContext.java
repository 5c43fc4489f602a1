package io.lapwing.local.app.broker;

import io.lapwing.local.adapters.MessageBatcher;

import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

import com.hivemq.mqtt.handler.disconnect.MqttServerDisconnector;

/// What the gates of all connections share.
///
/// @param dropped counts QoS 0 readings that there was no room for
record GateContext(MessageBatcher batcher, BrokerSettings settings, InstantSource clock, Refusals refusals,
        MqttServerDisconnector disconnector, LongAdder dropped) {}

package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.json.DeviceReplyJson;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;

import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/// Publishes replies through the connection of a [PahoSubscriber], one after the other. A bounded number waits for
/// its turn; what comes beyond that, or while there is no connection, is dropped and counted.
public final class PahoDeviceReplies implements DeviceReplies, AutoCloseable {

    private static final int MAX_WAITING = 10_000;

    private final PahoSubscriber subscriber;
    private final BlockingQueue<DeviceReply> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final LongAdder dropped = new LongAdder();
    private final Thread thread;

    public PahoDeviceReplies(PahoSubscriber subscriber) {
        this.subscriber = subscriber;
        this.thread = Thread.ofVirtual().name("lapwing-replies").start(this::work);
    }

    @Override
    public void send(List<DeviceReply> replies) {
        for (DeviceReply reply : replies) {
            if (!subscriber.isConnected() || !waiting.offer(reply)) {
                dropped.increment();
            }
        }
    }

    /// How many replies were dropped.
    public long dropped() {
        return dropped.sum();
    }

    /// Drops what still waits.
    @Override
    public void close() {
        thread.interrupt();
    }

    private void work() {
        try {
            while (true) {
                DeviceReply reply = waiting.take();
                if (!subscriber.publish(DeviceTopic.of(reply), message(reply))) {
                    dropped.increment();
                }
            }
        } catch (InterruptedException e) {
            dropped.add(waiting.size());
        }
    }

    private MqttMessage message(DeviceReply reply) {
        MqttProperties properties = new MqttProperties();
        properties.setContentType("application/json");
        TraceParent trace = reply.trace();
        if (trace != null) {
            properties.setUserProperties(List.of(new UserProperty("traceparent", trace.header())));
        }
        return new MqttMessage(DeviceReplyJson.write(reply), 1, false, properties);
    }
}

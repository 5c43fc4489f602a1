package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class PahoSubscriberTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");
    private static final TraceParent TRACE = new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331",
            true);

    private final RecordingIngest ingest = new RecordingIngest();
    private final MessageBatcher batcher = batcher(ingest);

    @TempDir
    private Path folder;

    private OutsideBroker broker;
    private CutProxy network;

    @BeforeEach
    void start() throws Exception {
        broker = new OutsideBroker(folder);
        network = new CutProxy(broker.port());
    }

    @AfterEach
    void stop() throws Exception {
        ingest.release();
        batcher.close();
        network.close();
        broker.close();
    }

    @Test
    void a_message_comes_again_until_it_is_stored_and_then_never() throws Exception {
        try (PahoSubscriber subscriber = subscribe("app-1", batcher);
                Publisher publisher = new Publisher(broker.url())) {
            ingest.hold();
            publisher.send(DeviceTopic.telemetryOf(PUMP), "{\"n\":1}");
            within(SOON, () -> assertThat(ingest.entered()).hasSize(1));
            network.cut();
            within(SOON, () -> assertThat(subscriber.connections()).isEqualTo(2));
            within(SOON, () -> assertThat(batcher.waitingMessages()).isEqualTo(2));
            ingest.release();
            within(SOON, () -> assertThat(ingest.payloadsOf(PUMP)).containsExactly("{\"n\":1}", "{\"n\":1}"));
            publisher.send(DeviceTopic.telemetryOf(PUMP), "{\"n\":2}");
            within(SOON, () -> assertThat(ingest.payloadsOf(PUMP)).hasSize(3).endsWith("{\"n\":2}"));
        }
        try (PahoSubscriber subscriber = subscribe("app-1", batcher);
                Publisher publisher = new Publisher(broker.url())) {
            publisher.send(DeviceTopic.telemetryOf(PUMP), "{\"n\":3}");
            within(SOON, () -> assertThat(ingest.payloadsOf(PUMP)).endsWith("{\"n\":3}"));
            assertThat(ingest.payloadsOf(PUMP)).hasSize(4);
            assertThat(subscriber.isConnected()).isTrue();
        }
    }

    @Test
    void nothing_is_lost_when_the_network_is_cut_again_and_again() throws Exception {
        try (PahoSubscriber subscriber = subscribe("app-1", batcher);
                Publisher publisher = new Publisher(broker.url())) {
            for (int n = 0; n < 2_000; n++) {
                publisher.send(DeviceTopic.telemetryOf(PUMP), "{\"n\":" + n + "}");
                if (n % 500 == 250) {
                    network.cut();
                }
            }
            within(SOON, () -> assertThat(Set.copyOf(ingest.payloadsOf(PUMP))).hasSize(2_000));
            assertThat(subscriber.connections()).isGreaterThan(1);
        }
    }

    @Test
    void a_broker_that_restarts_is_found_again_and_gives_what_it_kept() throws Exception {
        try (PahoSubscriber subscriber = subscribe("app-1", batcher)) {
            send(0, 200);
            within(SOON, () -> assertThat(ingest.payloadsOf(PUMP)).hasSize(200));
            broker.stop();
            broker.startAgain();
            send(200, 400);
            within(SOON, () -> assertThat(Set.copyOf(ingest.payloadsOf(PUMP))).hasSize(400));
            assertThat(subscriber.connections()).isGreaterThan(1);
        }
    }

    @Test
    void what_comes_while_the_process_is_away_waits_for_it() throws Exception {
        subscribe("app-1", batcher).close();
        send(0, 100);
        try (PahoSubscriber subscriber = subscribe("app-1", batcher)) {
            within(SOON, () -> assertThat(Set.copyOf(ingest.payloadsOf(PUMP))).hasSize(100));
            assertThat(subscriber.connections()).isEqualTo(1);
        }
    }

    @Test
    void two_processes_share_the_work() throws Exception {
        RecordingIngest other = new RecordingIngest();
        try (MessageBatcher second = batcher(other);
                PahoSubscriber one = subscribe("app-1", batcher);
                PahoSubscriber two = subscribe("app-2", second)) {
            assertThat(one.isConnected() && two.isConnected()).isTrue();
            send(0, 1_000);
            within(SOON, () -> assertThat(ingest.stored().size() + other.stored().size()).isEqualTo(1_000));
            assertThat(ingest.stored()).isNotEmpty();
            assertThat(other.stored()).isNotEmpty();
            Set<String> all = new HashSet<>(ingest.payloadsOf(PUMP));
            all.addAll(other.payloadsOf(PUMP));
            assertThat(all).hasSize(1_000);
        }
    }

    @Test
    void more_than_there_is_room_for_is_left_with_the_broker() throws Exception {
        subscribe("app-1", batcher).close();
        try (Publisher publisher = new Publisher(broker.url())) {
            for (int n = 0; n < 50; n++) {
                publisher.send(DeviceTopic.telemetryOf(DeviceKey.of("acme", "pump-" + n)), "{}");
            }
        }
        ingest.hold();
        try (MessageBatcher small = new MessageBatcher(ingest, _ -> {}, settings(10));
                PahoSubscriber subscriber = subscribe("app-1", small)) {
            within(SOON, () -> assertThat(small.waitingMessages()).isEqualTo(10));
            within(SOON, () -> assertThat(subscriber.connections()).isGreaterThan(1));
            assertThat(small.waitingMessages()).isLessThanOrEqualTo(11); // One may be trying just now.
            ingest.release();
            within(SOON, () -> assertThat(ingest.stored().stream().map(ReceivedMessage::device).distinct())
                    .hasSize(50));
        }
    }

    @Test
    void messages_of_a_device_keep_their_order() throws Exception {
        try (PahoSubscriber subscriber = subscribe("app-1", batcher)) {
            send(0, 1_000);
            within(SOON, () -> assertThat(ingest.stored()).hasSize(1_000));
            assertThat(ingest.payloadsOf(PUMP))
                    .isEqualTo(IntStream.range(0, 1_000).mapToObj(n -> "{\"n\":" + n + "}").toList());
            assertThat(subscriber.connections()).isEqualTo(1);
        }
    }

    @Test
    void the_properties_of_a_message_come_with_it() throws Exception {
        MqttProperties properties = new MqttProperties();
        properties.setContentType("application/senml+json");
        properties.setUserProperties(List.of(new UserProperty("specversion", "1.0"), new UserProperty("id", "e-1"),
                new UserProperty("source", "/pump"), new UserProperty("type", "t"),
                new UserProperty("traceparent", TRACE.header())));
        try (PahoSubscriber _ = subscribe("app-1", batcher); Publisher publisher = new Publisher(broker.url())) {
            publisher.send(DeviceTopic.gatewayTelemetryOf(PUMP),
                    new MqttMessage("[]".getBytes(StandardCharsets.UTF_8), 1, false, properties));
            within(SOON, () -> assertThat(ingest.stored()).hasSize(1));
            ReceivedMessage message = ingest.stored().getFirst();
            assertThat(message.device()).isEqualTo(PUMP);
            assertThat(message.kind()).isEqualTo(MessageKind.GATEWAY_TELEMETRY);
            assertThat(message.payload().format()).isEqualTo(PayloadFormat.SENML_JSON);
            assertThat(message.mid()).isEqualTo(new MessageId("e-1"));
            assertThat(message.trace()).isEqualTo(TRACE);
        }
    }

    @ParameterizedTest
    @CsvSource({"telemetry,TELEMETRY", "gateway/telemetry,GATEWAY_TELEMETRY", "shadow/main/get,SHADOW_GET",
            "shadow/main/update,SHADOW_UPDATE", "cmd/c-1/res,COMMAND_REPLY", "status,STATUS"})
    void whatever_devices_send_is_taken(String levels, MessageKind kind) throws Exception {
        String topic = DeviceTopic.prefixOf(PUMP) + levels;
        try (PahoSubscriber _ = subscribe("app-1", batcher); Publisher publisher = new Publisher(broker.url())) {
            publisher.send(topic, "{}");
            within(SOON, () -> assertThat(ingest.stored()).extracting(ReceivedMessage::kind, ReceivedMessage::topic)
                    .containsExactly(tuple(kind, topic)));
        }
    }

    @Test
    void a_status_is_heard_when_it_is_sent_and_not_again_because_it_is_retained() throws Exception {
        MqttMessage online = new MqttMessage("{\"online\":true}".getBytes(StandardCharsets.UTF_8), 1, true,
                new MqttProperties());
        try (Publisher publisher = new Publisher(broker.url())) {
            publisher.send(DeviceTopic.statusOf(PUMP), online);
            try (PahoSubscriber _ = subscribe("app-1", batcher)) {
                publisher.send(DeviceTopic.telemetryOf(PUMP), "{\"n\":1}");
                within(SOON, () -> assertThat(ingest.payloadsOf(PUMP)).containsExactly("{\"n\":1}"));
                publisher.send(DeviceTopic.statusOf(PUMP), online);
                within(SOON, () -> assertThat(ingest.payloadsOf(PUMP)).hasSize(2).endsWith("{\"online\":true}"));
            }
        }
    }

    @Test
    void a_topic_of_no_device_is_acknowledged_and_left_aside() throws Exception {
        try (PahoSubscriber _ = subscribe("app-1", batcher); Publisher publisher = new Publisher(broker.url())) {
            publisher.send("iot/v1/NOT A TENANT/pump-1/telemetry", "{\"n\":1}");
            publisher.send(DeviceTopic.telemetryOf(PUMP), "{\"n\":2}");
            within(SOON, () -> assertThat(ingest.payloadsOf(PUMP)).containsExactly("{\"n\":2}"));
        }
        try (PahoSubscriber _ = subscribe("app-1", batcher); Publisher publisher = new Publisher(broker.url())) {
            publisher.send(DeviceTopic.telemetryOf(PUMP), "{\"n\":3}");
            within(SOON, () -> assertThat(ingest.entered()).hasSize(2));
        }
    }

    @Test
    void a_reply_reaches_its_device() throws Exception {
        DeviceReply reply = new DeviceReply.ErrorReply(PUMP, null, RefusalCode.TS_FUTURE, "too late", null, TRACE);
        try (PahoSubscriber subscriber = subscribe("app-1", batcher);
                PahoDeviceReplies replies = new PahoDeviceReplies(subscriber);
                Publisher device = new Publisher(broker.url())) {
            device.subscribe(DeviceTopic.errorOf(PUMP));
            replies.send(List.of(reply));
            MqttMessage message = device.arrived.poll(10, TimeUnit.SECONDS);
            assertThat(message).isNotNull();
            assertThat(new String(message.getPayload(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"code\":\"TS_FUTURE\",\"reason\":\"too late\"}");
            assertThat(message.getProperties().getUserProperties().getFirst().getValue()).isEqualTo(TRACE.header());
            assertThat(replies.dropped()).isZero();
        }
    }

    @Test
    void a_reply_while_the_broker_is_away_is_dropped_and_counted() throws Exception {
        try (PahoSubscriber subscriber = subscribe("app-1", batcher);
                PahoDeviceReplies replies = new PahoDeviceReplies(subscriber)) {
            broker.stop();
            within(SOON, () -> assertThat(subscriber.isConnected()).isFalse());
            replies.send(List.of(
                    new DeviceReply.ErrorReply(PUMP, null, RefusalCode.TS_FUTURE, "too late", null, null)));
            assertThat(replies.dropped()).isEqualTo(1);
            broker.startAgain();
            within(SOON, () -> assertThat(subscriber.isConnected()).isTrue());
        }
    }

    private PahoSubscriber subscribe(String clientId, MessageBatcher into) {
        URI url = network.url();
        PahoSubscriber subscriber = PahoSubscriber.start(new MqttSettings(url, null, null, clientId, 100,
                Duration.ofHours(1), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(300),
                Duration.ofMillis(20), Duration.ofMillis(200)), into, InstantSource.system());
        within(SOON, () -> assertThat(subscriber.isConnected()).isTrue());
        return subscriber;
    }

    private void send(int from, int to) throws Exception {
        try (Publisher publisher = new Publisher(broker.url())) {
            for (int n = from; n < to; n++) {
                publisher.send(DeviceTopic.telemetryOf(PUMP), "{\"n\":" + n + "}");
            }
        }
    }

    private static MessageBatcher batcher(RecordingIngest ingest) {
        return new MessageBatcher(ingest, _ -> {}, settings(10_000));
    }

    private static BatcherSettings settings(int messages) {
        return new BatcherSettings(2, messages, 64L << 20, 500, 8L << 20, Duration.ZERO, Duration.ofMillis(10),
                Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ofSeconds(1));
    }
}

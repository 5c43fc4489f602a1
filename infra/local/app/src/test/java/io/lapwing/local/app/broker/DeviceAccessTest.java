package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/// Who may connect, and what he may do then. One broker for all; each test has devices of its own.
class DeviceAccessTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private static Path dataDir;

    private static BrokerUnderTest under;

    @BeforeAll
    static void start() {
        under = BrokerUnderTest.in(dataDir);
    }

    @AfterAll
    static void stop() {
        under.close();
    }

    @Test
    void a_wrong_token_is_not_authorized_and_audited() {
        DeviceKey pump = under.register("wrong-token");
        assertThatThrownBy(() -> DeviceClient.connect(under.url(), "", pump.toString(), "not its token"))
                .isInstanceOfSatisfying(MqttException.class, e -> assertThat(e.getReasonCode())
                        .isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED));
        assertAudited(event -> event.action().equals("mqtt.connect") && event.target().equals(pump.toString())
                && event.result() == AuditEvent.Result.REFUSED);
    }

    @Test
    void a_token_of_another_device_is_not_authorized() {
        DeviceKey pump = under.register("honest");
        DeviceKey other = under.register("impostor");
        assertThatThrownBy(() -> DeviceClient.connect(under.url(), "", pump.toString(), under.tokenOf(other)))
                .isInstanceOf(MqttException.class);
        assertAudited(event -> event.target().equals(pump.toString()));
    }

    @Test
    void a_device_of_mqtt_3_with_a_wrong_token_is_not_authorized() throws Exception {
        DeviceKey pump = under.register("wrong-token-3");
        try (MqttClient client = version3("wrong-token-3")) {
            assertThatThrownBy(() -> client.connect(options(pump.toString(), "not its token")))
                    .isInstanceOfSatisfying(org.eclipse.paho.client.mqttv3.MqttException.class,
                            e -> assertThat(e.getReasonCode()).isEqualTo(5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme/", "/pump", "a/b/c", "no such token", "acme/+"})
    void credentials_that_say_nothing_are_not_authorized(String username) {
        assertThatThrownBy(() -> DeviceClient.connect(under.url(), "", username, "")).isInstanceOf(
                MqttException.class);
    }

    @Test
    void a_token_alone_is_enough_and_the_topics_of_thingsboard_mean_the_own_ones() throws Exception {
        DeviceKey pump = under.register("thingsboard");
        try (DeviceClient device = DeviceClient.connect(under.url(), "", under.tokenOf(pump), "")) {
            for (String topic : List.of("v1/devices/me/telemetry", "v1/gateway/telemetry", "v1/devices/me/attributes",
                    "v1/devices/me/rpc/response/7")) {
                assertThat(DeviceClient.reasonOf(device.send(topic, "{}"))).isZero();
            }
            assertThat(messagesOf(pump)).extracting(ReceivedMessage::kind, ReceivedMessage::topic).containsExactly(
                    tuple(MessageKind.TELEMETRY, "v1/devices/me/telemetry"),
                    tuple(MessageKind.GATEWAY_TELEMETRY, "v1/gateway/telemetry"),
                    tuple(MessageKind.ATTRIBUTES, "v1/devices/me/attributes"),
                    tuple(MessageKind.RPC_RESPONSE, "v1/devices/me/rpc/response/7"));
        }
    }

    @ParameterizedTest
    @CsvSource({"telemetry,TELEMETRY", "gateway/telemetry,GATEWAY_TELEMETRY", "shadow/main/get,SHADOW_GET",
            "shadow/any name/update,SHADOW_UPDATE", "cmd/c-1/res,COMMAND_REPLY", "status,STATUS"})
    void whatever_a_device_may_send_reaches_the_function(String levels, MessageKind kind) throws Exception {
        DeviceKey pump = under.register("sends-" + kind);
        String topic = DeviceTopic.prefixOf(pump) + levels;
        try (DeviceClient device = DeviceClient.connect(under, pump)) {
            assertThat(DeviceClient.reasonOf(device.send(topic, "{\"t\":1}"))).isLessThan(0x80);
        }
        assertThat(messagesOf(pump)).extracting(ReceivedMessage::kind, ReceivedMessage::topic)
                .containsExactly(tuple(kind, topic));
    }

    @Test
    void a_device_of_mqtt_3_is_acknowledged_too() throws Exception {
        DeviceKey pump = under.register("three");
        try (MqttClient client = version3("three")) {
            client.connect(options(pump.toString(), under.tokenOf(pump)));
            client.publish(DeviceTopic.telemetryOf(pump), "{\"t\":3}".getBytes(StandardCharsets.UTF_8), 1, false);
            assertThat(under.ingest.payloadsOf(pump)).containsExactly("{\"t\":3}");
            client.disconnect();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iot/v1/acme/victim/telemetry", "iot/v1/globex/nosy/telemetry", "iot/v1/acme/nosy/error",
            "iot/v1/acme/nosy/cmd/c-1", "iot/v1/acme/nosy/telemetry/more", "iot/v1/acme/nosy/shadow/main/other",
            "anything", "iot/v1/acme/nosy2/telemetry", "v1/devices/me/rpc/request/7",
            "v1/devices/me/attributes/request/1"})
    void a_publish_beyond_the_own_topics_is_refused_audited_and_not_stored(String topic) throws Exception {
        DeviceKey nosy = under.register("nosy");
        try (DeviceClient device = DeviceClient.connect(under, nosy)) {
            assertThat(DeviceClient.reasonOf(device.send(topic, "{\"t\":1}")))
                    .isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
            assertThat(DeviceClient.reasonOf(device.send(DeviceTopic.telemetryOf(nosy), "{\"t\":2}"))).isZero();
        }
        assertAudited(event -> event.actor().equals("device:nosy") && event.action().equals("mqtt.publish")
                && event.target().equals(topic));
        assertThat(under.ingest.entered()).noneMatch(message -> message.topic().equals(topic));
    }

    @Test
    void a_device_of_mqtt_3_that_publishes_beyond_its_topics_is_disconnected() throws Exception {
        DeviceKey nosy = under.register("nosy-3");
        try (MqttClient client = version3("nosy-3")) {
            client.connect(options(nosy.toString(), under.tokenOf(nosy)));
            assertThatThrownBy(() -> client.publish("iot/v1/acme/victim/telemetry", new byte[]{'{', '}'}, 1, false))
                    .isInstanceOf(org.eclipse.paho.client.mqttv3.MqttException.class);
            within(SOON, () -> assertThat(client.isConnected()).isFalse());
        }
        assertAudited(event -> event.actor().equals("device:nosy-3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "+/+/+/+/#", "iot/v1/acme/#", "iot/v1/acme/+/telemetry", "iot/v1/acme/listener-2/#",
            "$share/x/iot/v1/acme/#", "$SYS/#", "v1/#", "v1/devices/me/+", "v1/devices/me/rpc/request/#",
            "v1/devices/me/attributes/response/+"})
    void a_subscription_beyond_the_own_prefix_is_refused_and_audited(String filter) throws Exception {
        DeviceKey listener = under.register("listener");
        try (DeviceClient device = DeviceClient.connect(under, listener)) {
            assertThatThrownBy(() -> {
                int[] codes = device.subscribe(filter, 1).getReasonCodes();
                assertThat(codes[0]).as("granted").isLessThan(0x80);
            }).isInstanceOfAny(MqttException.class, AssertionError.class);
        }
        assertAudited(event -> event.action().equals("mqtt.subscribe") && event.target().equals(filter));
    }

    @Test
    void only_a_status_is_delivered_by_the_broker_and_retained() throws Exception {
        DeviceKey pump = under.register("retaining");
        MqttMessage retained = new MqttMessage("{\"online\":true}".getBytes(StandardCharsets.UTF_8), 1, true,
                new MqttProperties());
        try (DeviceClient device = DeviceClient.connect(under, pump)) {
            for (String levels : List.of("telemetry", "shadow/main/update", "cmd/c-1/res", "status")) {
                assertThat(DeviceClient.reasonOf(device.send(DeviceTopic.prefixOf(pump) + levels, retained)))
                        .isLessThan(0x80);
            }
            assertThat(device.subscribe(DeviceTopic.prefixOf(pump) + "#", 2).getReasonCodes()).containsExactly(1);
            assertThat(DeviceClient.reasonOf(device.send(DeviceTopic.prefixOf(pump) + "shadow/main/get", "{}")))
                    .isZero();
            MqttMessage message = device.arrived.poll(10, TimeUnit.SECONDS);
            assertThat(message).isNotNull();
            assertThat(message.isRetained()).isTrue();
            assertThat(message.getPayload()).asString(StandardCharsets.UTF_8).isEqualTo("{\"online\":true}");
            assertThat(device.arrived.poll(300, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void a_will_beyond_the_own_topics_is_refused() throws Exception {
        DeviceKey pump = under.register("willing");
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(pump.toString());
        options.setPassword(under.tokenOf(pump).getBytes(StandardCharsets.UTF_8));
        options.setWill("iot/v1/acme/victim/status", new MqttMessage(new byte[0], 1, true, new MqttProperties()));
        assertThatThrownBy(() -> DeviceClient.connect(under.url(), "willing", options))
                .isInstanceOf(MqttException.class);
        assertAudited(event -> event.actor().equals("device:willing")
                && event.target().equals("iot/v1/acme/victim/status"));
    }

    @Test
    void a_device_cannot_throw_another_out_by_using_its_client_id() throws Exception {
        DeviceKey pump = under.register("first");
        DeviceKey other = under.register("second");
        try (DeviceClient first = DeviceClient.connect(under.url(), "same", pump.toString(), under.tokenOf(pump));
                DeviceClient second = DeviceClient.connect(under.url(), "same", other.toString(),
                        under.tokenOf(other))) {
            assertThat(DeviceClient.reasonOf(first.send(DeviceTopic.telemetryOf(pump), "{\"t\":1}"))).isZero();
            assertThat(DeviceClient.reasonOf(second.send(DeviceTopic.telemetryOf(other), "{\"t\":1}"))).isZero();
            assertThat(first.isConnected()).isTrue();
        }
    }

    @Test
    void a_device_that_connects_again_takes_over_from_itself() throws Exception {
        DeviceKey pump = under.register("again");
        try (DeviceClient first = DeviceClient.connect(under.url(), "same", pump.toString(), under.tokenOf(pump));
                DeviceClient second = DeviceClient.connect(under.url(), "same", pump.toString(),
                        under.tokenOf(pump))) {
            assertThat(first.ended.get(10, TimeUnit.SECONDS))
                    .isEqualTo(MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER);
            assertThat(second.isConnected()).isTrue();
        }
    }

    @Test
    void a_publish_of_qos_2_ends_the_connection() throws Exception {
        DeviceKey pump = under.register("exactly-once");
        try (MqttClient client = version3("exactly-once")) {
            client.connect(options(pump.toString(), under.tokenOf(pump)));
            assertThatThrownBy(() -> client.publish(DeviceTopic.telemetryOf(pump), new byte[]{'{', '}'}, 2, false))
                    .isInstanceOf(org.eclipse.paho.client.mqttv3.MqttException.class);
        }
        assertThat(messagesOf(pump)).isEmpty();
    }

    @Test
    void a_payload_that_is_too_large_reaches_the_function_which_refuses_it() throws Exception {
        DeviceKey pump = under.register("large");
        try (DeviceClient device = DeviceClient.connect(under, pump)) {
            assertThat(DeviceClient.reasonOf(device.send(DeviceTopic.telemetryOf(pump), "x".repeat(1 << 20))))
                    .isZero();
            assertThat(messagesOf(pump)).singleElement()
                    .satisfies(message -> assertThat(message.payload().size()).isEqualTo(1 << 20));
        }
    }

    @Test
    void the_properties_of_a_message_come_with_it() throws Exception {
        DeviceKey pump = under.register("properties");
        TraceParent trace = new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);
        MqttProperties properties = new MqttProperties();
        properties.setContentType("application/cbor");
        properties.setUserProperties(List.of(new UserProperty("specversion", "1.0"), new UserProperty("id", "e-1"),
                new UserProperty("source", "/pump"), new UserProperty("type", "t"),
                new UserProperty("traceparent", trace.header())));
        try (DeviceClient device = DeviceClient.connect(under, pump)) {
            DeviceClient.reasonOf(device.send(DeviceTopic.telemetryOf(pump),
                    new MqttMessage(new byte[]{(byte) 0xa0}, 1, false, properties)));
        }
        assertThat(messagesOf(pump)).singleElement().satisfies(message -> {
            assertThat(message.payload().format()).isEqualTo(PayloadFormat.CBOR);
            assertThat(message.mid()).isEqualTo(new MessageId("e-1"));
            assertThat(message.trace()).isEqualTo(trace);
        });
    }

    @Test
    void a_reply_reaches_its_device() throws Exception {
        DeviceKey pump = under.register("told");
        DeviceReply reply = new DeviceReply.ErrorReply(pump, new MessageId("m-1"), RefusalCode.TS_FUTURE, "too late",
                null,
                null);
        try (DeviceClient device = DeviceClient.connect(under, pump)) {
            device.subscribe(DeviceTopic.errorOf(pump), 1);
            under.broker.replies().send(List.of(reply));
            MqttMessage message = device.arrived.poll(10, TimeUnit.SECONDS);
            assertThat(message).isNotNull();
            assertThat(new String(message.getPayload(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"mid\":\"m-1\",\"code\":\"TS_FUTURE\",\"reason\":\"too late\"}");
        }
    }

    private static List<ReceivedMessage> messagesOf(DeviceKey device) {
        return under.ingest.stored().stream().filter(message -> message.device().equals(device)).toList();
    }

    private static void assertAudited(Predicate<AuditEvent> event) {
        within(SOON, () -> assertThat(under.refusals()).anyMatch(event));
    }

    private static MqttClient version3(String clientId) throws org.eclipse.paho.client.mqttv3.MqttException {
        MqttClient client = new MqttClient(under.url(), clientId,
                new org.eclipse.paho.client.mqttv3.persist.MemoryPersistence());
        client.setTimeToWait(10_000);
        return client;
    }

    private static MqttConnectOptions options(String username, String password) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setUserName(username);
        options.setPassword(password.toCharArray());
        return options;
    }
}

package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.CommandSender;
import io.lapwing.sharedmodel.port.CommandSenderContract;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IotCommandSenderTest extends CommandSenderContract {

    private static final String REGION = "eu-central-1";
    private static final DeviceKey PUMP = DeviceKey.of("acme", "hall-2:pump.1");
    private static final TraceParent TRACE = TraceParent
            .parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01").orElseThrow();

    private IotDataEndpoint endpoint;

    @BeforeEach
    void open() throws IOException {
        endpoint = new IotDataEndpoint(new SigV4Check("AKID", "secret", REGION, "iotdevicegateway"));
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Override
    protected CommandSender sender() {
        return sender(InstantSource.system());
    }

    private CommandSender sender(InstantSource clock) {
        return new IotCommandSender(new IotPublisher(endpoint.url(), REGION,
                StaticCredentialsProvider.create(AwsSessionCredentials.create("AKID", "secret", "session")),
                new LazyTrust(null)), clock);
    }

    @Override
    protected void connect(DeviceKey device) {
        // IoT keeps the connections; whoever subscribes gets it.
    }

    @Override
    protected List<Received> receivedBy(DeviceKey device) {
        String prefix = DeviceTopic.prefixOf(device);
        return endpoint.published().stream().filter(request -> topic(request).startsWith(prefix))
                .map(IotCommandSenderTest::received).toList();
    }

    private static String topic(SigV4Check.Request request) {
        return URLDecoder.decode(request.path(), StandardCharsets.UTF_8).substring("/topics/".length());
    }

    private static Received received(SigV4Check.Request request) {
        Map<String, String> query = Arrays.stream(request.query().split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        String expiry = query.get("messageExpiry");
        String user = decoded(request.headers().get("x-amz-mqtt5-user-properties"));
        return new Received(topic(request), request.body(), query.get("contentType"), query.get("responseTopic"),
                decoded(request.headers().get("x-amz-mqtt5-correlation-data")),
                expiry == null ? null : Long.valueOf(expiry),
                user == null ? null : user.replace("[{\"traceparent\":\"", "").replace("\"}]", ""));
    }

    private static @Nullable String decoded(@Nullable String base64) {
        return base64 == null ? null : new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Test
    void publishes_as_the_documentation_of_AWS_IoT_demands() {
        Command command = aCommand().to(PUMP).withId("c-1").createdAt(T0).withTrace(TRACE).build();

        sender(InstantSource.fixed(T0.plusMillis(500))).send(command);

        assertThat(endpoint.refused()).isEmpty();
        assertThat(endpoint.published()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/topics/iot%2Fv1%2Facme%2Fhall-2%3Apump.1%2Fcmd%2Fc-1");
            assertThat(request.query().split("&")).containsExactlyInAnyOrder("qos=1",
                    "contentType=application%2Fjson", "messageExpiry=59",
                    "responseTopic=iot%2Fv1%2Facme%2Fhall-2%3Apump.1%2Fcmd%2Fc-1%2Fres");
            assertThat(request.header("x-amz-mqtt5-correlation-data")).isEqualTo("Yy0x");
            assertThat(decoded(request.headers().get("x-amz-mqtt5-user-properties")))
                    .isEqualTo("[{\"traceparent\":\"" + TRACE.header() + "\"}]");
        });
    }

    @Test
    void fails_when_IoT_does_not_take_it() {
        endpoint.answer(500);

        assertThatThrownBy(() -> sender().send(aCommand().to(PUMP).build())).isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("500");
    }

    @Test
    @Timeout(10)
    void fails_in_time_when_IoT_is_slow() {
        endpoint.answerAfter(Duration.ofSeconds(5));

        assertThatThrownBy(() -> sender().send(aCommand().to(PUMP).build())).isInstanceOf(StoreUnavailable.class);
    }
}

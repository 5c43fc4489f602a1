package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.ToldReplies;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.DeviceRepliesContract;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import static org.assertj.core.api.Assertions.assertThat;

class IotDeviceRepliesTest extends DeviceRepliesContract {

    private static final String REGION = "eu-central-1";
    private static final DeviceKey PUMP = new DeviceKey(new TenantId("acme"), new DeviceId("hall-2:pump.1"));
    private static final TraceParent TRACE = TraceParent
            .parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01").orElseThrow();

    private IotDataEndpoint endpoint;
    private IotDeviceReplies replies;

    @BeforeEach
    void open() throws IOException {
        endpoint = new IotDataEndpoint(new SigV4Check("AKID", "secret", REGION, "iotdevicegateway"));
        replies = repliesAs(AwsSessionCredentials.create("AKID", "secret", "session"));
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private IotDeviceReplies repliesAs(AwsCredentials credentials) {
        return new IotDeviceReplies(
                new IotPublisher(endpoint.url(), REGION, StaticCredentialsProvider.create(credentials),
                        new LazyTrust(null)));
    }

    private static DeviceReply error(String reason) {
        return new DeviceReply.ErrorReply(PUMP, null, RefusalCode.TS_UNIT, reason, null, TRACE);
    }

    @Override
    protected DeviceReplies replies() {
        return replies;
    }

    @Override
    protected void connect(DeviceKey device) {
        // IoT keeps the connections; whoever subscribes is told.
    }

    /// As the trigger does at the end of a call.
    @Override
    protected List<DeviceReply> receivedBy(DeviceKey device) {
        replies.flush();
        String topics = "/topics/" + DeviceTopic.prefixOf(device);
        return endpoint.published().stream()
                .filter(request -> pathOf(request).startsWith(topics))
                .map(request -> ToldReplies.read(device, pathOf(request).substring("/topics/".length()),
                        request.body().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static String pathOf(SigV4Check.Request request) {
        return URLDecoder.decode(request.path(), StandardCharsets.UTF_8);
    }

    @Test
    void publishes_as_the_documentation_of_AWS_IoT_demands() {
        replies.send(List.of(error("seconds")));
        replies.flush();

        assertThat(endpoint.refused()).isEmpty();
        assertThat(endpoint.published()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/topics/iot%2Fv1%2Facme%2Fhall-2%3Apump.1%2Ferror");
            assertThat(request.query().split("&")).containsExactlyInAnyOrder("qos=1",
                    "contentType=application%2Fjson");
            assertThat(request.header("x-amz-security-token")).isEqualTo("session");
            assertThat(new String(Base64.getDecoder().decode(request.header("x-amz-mqtt5-user-properties")),
                    StandardCharsets.UTF_8)).isEqualTo("[{\"traceparent\":\"" + TRACE.header() + "\"}]");
        });
    }

    @Test
    void is_not_believed_with_another_key() {
        IotDeviceReplies stranger = repliesAs(AwsBasicCredentials.create("AKID", "guessed"));

        stranger.send(List.of(error("forged")));
        stranger.flush();

        assertThat(endpoint.refused()).containsExactly("the signature is another one");
        assertThat(endpoint.published()).isEmpty();
    }

    @Test
    void publishes_nothing_before_it_is_flushed() throws InterruptedException {
        replies.send(List.of(error("early")));

        Thread.sleep(100);

        assertThat(endpoint.published()).isEmpty();
    }

    @Test
    void drops_what_IoT_refuses_and_goes_on() {
        endpoint.answer(500);
        replies.send(List.of(error("lost")));
        replies.flush();
        endpoint.answer(200);

        replies.send(List.of(error("told")));

        assertThat(receivedBy(PUMP)).extracting(reply -> ((DeviceReply.ErrorReply) reply).reason())
                .containsExactly("told");
    }

    @Test
    @Timeout(10)
    void ends_in_time_when_IoT_is_slow_and_leaves_nothing_behind() throws InterruptedException {
        endpoint.answerAfter(Duration.ofMillis(500));
        replies.send(IntStream.range(0, 100).mapToObj(i -> error("slow " + i)).toList());

        long start = System.nanoTime();
        replies.flush();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
        int published = endpoint.published().size();
        Thread.sleep(1200);
        replies.flush();
        // What was on its way was one message to the one device.
        assertThat(endpoint.published().size()).isBetween(1, published + 1);
    }

    @Test
    @Timeout(10)
    void ends_in_time_when_nobody_listens() {
        endpoint.close();
        replies.send(IntStream.range(0, 100).mapToObj(i -> error("nobody " + i)).toList());

        long start = System.nanoTime();
        replies.flush();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
    }
}

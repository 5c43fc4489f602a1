package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.json.CommandJson;
import io.lapwing.sharedmodel.json.DeviceReplyJson;
import io.lapwing.sharedmodel.live.AppTopic;
import io.lapwing.sharedmodel.live.AppUpdate;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.TrustManager;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// The operation `Publish` of AWS IoT's data plane (API version 2015-05-28).
///
/// Thread-safe.
public final class IotPublisher {

    /// What IoT's documentation says that requests to its data plane are signed for.
    private static final String SIGNING_NAME = "iotdevicegateway";
    private static final String QOS_0 = "0";
    private static final String QOS_1 = "1";
    private static final String USER_PROPERTIES = "x-amz-mqtt5-user-properties";
    private static final String CORRELATION_DATA = "x-amz-mqtt5-correlation-data";
    private static final Duration CONNECT_WITHIN = Duration.ofMillis(500);
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(800);

    private final URI endpoint;
    private final SignedHttp http;

    /// @param endpoint the account's own: `https://….iot.{region}.amazonaws.com`
    /// @param trust whom to take for AWS; the SDK's own choice would read all certificates at once
    IotPublisher(URI endpoint, String region, AwsCredentialsProvider credentials, TrustManager trust) {
        this.endpoint = endpoint;
        this.http = new SignedHttp(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT_WITHIN).socketTimeout(ANSWER_WITHIN)
                        .tlsTrustManagersProvider(() -> new TrustManager[]{trust}).build(),
                SIGNING_NAME, region, credentials);
    }

    /// Publishes with QoS 1.
    void publish(DeviceReply reply) throws PublishFailed {
        publish(request(DeviceTopic.of(reply), QOS_1, reply.trace()).build(), DeviceReplyJson.write(reply));
    }

    /// Publishes with QoS 1, and as a request of MQTT 5.
    void publish(Command command, Instant now) throws PublishFailed {
        SdkHttpRequest.Builder request = request(DeviceTopic.commandOf(command.device(), command.id()),
                QOS_1, command.trace())
                .putRawQueryParameter("responseTopic", DeviceTopic.replyOf(command.device(), command.id()))
                .putRawQueryParameter("messageExpiry", Long.toString(command.secondsLeft(now)))
                .putHeader(CORRELATION_DATA, base64(command.id().value()));
        publish(request.build(), CommandJson.request(command));
    }

    /// Publishes with QoS 0.
    void publish(AppUpdate update) throws PublishFailed {
        publish(request(AppTopic.of(update), QOS_0, null).build(),
                update.data().json().getBytes(StandardCharsets.UTF_8));
    }

    private void publish(SdkHttpRequest request, byte[] payload) throws PublishFailed {
        try {
            SignedHttp.Answer answer = http.send(request, payload);
            if (!answer.isSuccessful()) {
                throw new PublishFailed("AWS IoT answered " + answer.status(), null);
            }
        } catch (IOException | SdkException e) {
            throw new PublishFailed("AWS IoT cannot be reached (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private SdkHttpRequest.Builder request(String topic, String qos, @Nullable TraceParent trace) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(endpoint)
                .encodedPath("/topics/" + URLEncoder.encode(topic, StandardCharsets.UTF_8))
                .putRawQueryParameter("qos", qos).putRawQueryParameter("contentType", "application/json");
        if (trace != null) {
            request.putHeader(USER_PROPERTIES, base64("[{\"traceparent\":\"" + trace.header() + "\"}]"));
        }
        return request;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

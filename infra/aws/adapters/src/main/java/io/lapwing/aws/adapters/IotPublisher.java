package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.json.DeviceReplyJson;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.TrustManager;

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
    private static final String USER_PROPERTIES = "x-amz-mqtt5-user-properties";
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
        try {
            SignedHttp.Answer answer = http.send(request(reply), DeviceReplyJson.write(reply));
            if (!answer.isSuccessful()) {
                throw new PublishFailed("AWS IoT answered " + answer.status(), null);
            }
        } catch (IOException | SdkException e) {
            throw new PublishFailed("AWS IoT cannot be reached (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private SdkHttpRequest request(DeviceReply reply) {
        String topic = URLEncoder.encode(DeviceTopic.of(reply), StandardCharsets.UTF_8);
        SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(endpoint)
                .encodedPath("/topics/" + topic).putRawQueryParameter("qos", "1")
                .putRawQueryParameter("contentType", "application/json");
        TraceParent trace = reply.trace();
        if (trace != null) {
            String properties = "[{\"traceparent\":\"" + trace.header() + "\"}]";
            request.putHeader(USER_PROPERTIES,
                    Base64.getEncoder().encodeToString(properties.getBytes(StandardCharsets.UTF_8)));
        }
        return request.build();
    }
}

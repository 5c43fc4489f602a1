package io.lapwing.aws.adapters;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// URLs for MQTT over WebSocket at AWS IoT Core, signed in their query (Signature Version 4): whoever has one connects
/// with the rights of the credentials that it was signed with.
///
/// IoT Core wants the token of a session beside the signature and not under it, unlike other services: so it is signed
/// with the two keys alone, and the token is added.
///
/// Thread-safe.
public final class MqttUrls {

    private static final String SIGNING_NAME = "iotdevicegateway";
    private static final String PATH = "/mqtt";

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final String host;
    private final String region;

    /// @param endpoint of the account's data plane of IoT Core
    MqttUrls(URI endpoint, String region) {
        this.host = endpoint.getAuthority();
        this.region = region;
    }

    /// @param life from `at`, until when it can be connected with
    URI sign(AwsSessionCredentials session, Instant at, Duration life) {
        SdkHttpRequest request = SdkHttpRequest.builder().method(SdkHttpMethod.GET)
                .uri(URI.create("https://" + host + PATH)).build();
        AwsCredentialsIdentity keys = AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey());
        String query = signer.sign(toSign -> toSign.identity(keys).request(request)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SIGNING_NAME)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, life)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
                .request().encodedQueryParameters().orElseThrow();
        return URI.create("wss://" + host + PATH + "?" + inOrder(query) + "&X-Amz-Security-Token="
                + URLEncoder.encode(session.sessionToken(), StandardCharsets.UTF_8));
    }

    /// As they were signed, and then the signature: as every other client writes them.
    private static String inOrder(String query) {
        return Stream.of(query.split("&", -1)).sorted(Comparator.comparing(MqttUrls::isSignature)
                .thenComparing(Comparator.naturalOrder())).collect(Collectors.joining("&"));
    }

    private static boolean isSignature(String parameter) {
        return parameter.startsWith("X-Amz-Signature=");
    }
}

package io.lapwing.aws.adapters;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

import static org.assertj.core.api.Assertions.assertThat;

class MqttUrlsTest {

    private static final Instant AT = Instant.parse("2013-05-24T00:00:00Z");

    private static URI signed(String token) {
        return new MqttUrls(URI.create("https://example.iot.us-east-1.amazonaws.com"), "us-east-1").sign(
                AwsSessionCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", token),
                AT, Duration.ofDays(1));
    }

    /// The vector of the package aws-signature-v4 on npm, which signs for IoT Core: another implementation's word.
    @Test
    void signs_as_others_do_with_the_sessions_token_behind_the_signature() {
        assertThat(signed("EXAMPLESESSION")).hasToString("wss://example.iot.us-east-1.amazonaws.com/mqtt"
                + "?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fiotdevicegateway%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=3ec863617e7e6afa53fc5669c7db4983300818ddc18e72db53c6408d00f60d94"
                + "&X-Amz-Security-Token=EXAMPLESESSION");
    }

    @Test
    void escapes_what_a_token_is_made_of() {
        assertThat(signed("a+b/c==").getRawQuery()).endsWith("&X-Amz-Security-Token=a%2Bb%2Fc%3D%3D");
    }
}

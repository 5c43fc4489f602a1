package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.SecretsEndpoint;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeptKeyTest {

    static final String SECRET = "lapwing/cursor-key";
    static final byte[] KEY = "a key of thirty-two bytes or more".getBytes(StandardCharsets.US_ASCII);
    static final String TEXT = Base64.getEncoder().encodeToString(KEY);
    private static final String REGION = "eu-central-1";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private SecretsEndpoint endpoint;
    private KeptKey key;

    static SecretsEndpoint endpoint() throws IOException {
        return new SecretsEndpoint("AKID", "secret", REGION);
    }

    /// The key that `endpoint` has.
    static KeptKey keyAt(SecretsEndpoint endpoint, InstantSource clock) {
        AwsClients clients = new AwsClients(Map.of("AWS_REGION", REGION, "AWS_ACCESS_KEY_ID", "AKID",
                "AWS_SECRET_ACCESS_KEY", "secret", "AWS_ENDPOINT_URL", endpoint.url().toString()));
        return new KeptKey(clients.secrets(), SECRET, clock);
    }

    @BeforeEach
    void open() throws IOException {
        endpoint = endpoint();
        key = keyAt(endpoint, now::get);
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private void pass(Duration duration) {
        now.set(now.get().plus(duration));
    }

    private void assertUnavailable(String reason) {
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(key::get).withMessageContaining(SECRET)
                .withMessageContaining(reason);
    }

    @Test
    void is_asked_for_when_it_is_needed_and_once() {
        endpoint.put(SECRET, TEXT + "\n");
        assertThat(endpoint.asked()).isEmpty();

        assertThat(key.get().getEncoded()).isEqualTo(KEY);
        endpoint.close();
        pass(Duration.ofDays(30));
        assertThat(key.get().getEncoded()).isEqualTo(KEY);

        assertThat(endpoint.asked()).hasSize(1);
    }

    @Test
    void is_asked_for_again_after_a_failure_but_not_at_once() {
        assertUnavailable("no value yet");
        endpoint.put(SECRET, TEXT);

        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMillis(99));
            assertUnavailable("no value yet");
        }
        assertThat(endpoint.asked()).hasSize(1);

        pass(Duration.ofMillis(20));
        assertThat(key.get().getEncoded()).isEqualTo(KEY);
    }

    @Test
    void is_asked_for_again_when_the_clock_was_set_back() {
        assertUnavailable("no value yet");
        endpoint.put(SECRET, TEXT);

        pass(Duration.ofHours(-1));

        assertThat(key.get().getEncoded()).isEqualTo(KEY);
    }

    /// Until somebody sets a good one.
    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "§hunter2§", "{\"key\":\"hunter2\"}"})
    void is_none_if_the_secret_holds_something_else_which_is_not_told(String text) {
        endpoint.put(SECRET, text);

        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(key::get)
                .withMessage("KeptKey.parse of lapwing/cursor-key: it does not hold the base64 of 32 bytes or more")
                .havingRootCause().withMessageNotContaining("hunter2");

        endpoint.put(SECRET, TEXT);
        pass(Duration.ofSeconds(2));
        assertThat(key.get().getEncoded()).isEqualTo(KEY);
    }
}

package io.lapwing.aws.chatbot;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.SecretsEndpoint;
import io.lapwing.sharedmodel.fixtures.TestClock;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeptSecretTest {

    private static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat-slack-Ab1";

    private final TestClock clock = new TestClock(Instant.parse("2026-03-10T09:30:00Z"));
    private SecretsEndpoint endpoint;
    private KeptSecret<String> secret;

    @BeforeEach
    void open() throws IOException {
        endpoint = new SecretsEndpoint("AKID", "secret", "eu-central-1");
        secret = new KeptSecret<>(new AwsClients(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "AKID",
                "AWS_SECRET_ACCESS_KEY", "secret", "AWS_ENDPOINT_URL_SECRETS_MANAGER", endpoint.url().toString()))
                .secrets(), ARN, text -> "made of " + text, clock);
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void is_asked_for_when_it_is_needed_and_kept() {
        endpoint.put(ARN, "one");
        assertThat(endpoint.asked()).isEmpty();

        assertThat(secret.get()).isEqualTo("made of one");
        assertThat(secret.get()).isSameAs(secret.get());

        assertThat(endpoint.asked()).hasSize(1);
    }

    @Test
    void is_another_one_a_while_after_it_was_changed() {
        endpoint.put(ARN, "one");
        String first = secret.get();
        clock.advance(Duration.ofMinutes(16));
        assertThat(secret.get()).as("unchanged").isSameAs(first);

        endpoint.put(ARN, "two");
        clock.advance(Duration.ofMinutes(16));

        assertThat(secret.get()).isEqualTo("made of two");
    }

    @Test
    void is_what_it_was_while_nobody_can_be_asked() {
        endpoint.put(ARN, "one");
        secret.get();
        endpoint.fail(500, "");
        clock.advance(Duration.ofMinutes(16));

        assertThat(secret.get()).isEqualTo("made of one");
        assertThat(secret.get()).isEqualTo("made of one");
        assertThat(endpoint.asked()).as("not asked again at once").hasSize(2);
    }

    @Test
    void is_not_asked_for_again_at_once_when_it_cannot_be_had() {
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(secret::get);
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(secret::get)
                .withMessageContaining("there is no such secret, or it has no value yet");
        assertThat(endpoint.asked()).hasSize(1);

        endpoint.put(ARN, "one");
        clock.advance(Duration.ofSeconds(3));

        assertThat(secret.get()).isEqualTo("made of one");
    }
}

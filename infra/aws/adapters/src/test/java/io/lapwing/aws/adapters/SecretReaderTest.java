package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SecretReaderTest {

    private static final String REGION = "eu-central-1";
    private static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:lapwing/cursor-Ab1";

    private SecretsEndpoint endpoint;

    @BeforeEach
    void open() throws IOException {
        endpoint = new SecretsEndpoint("AKID", "secret", REGION);
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private SecretReader signingWith(String key) {
        return new AwsClients(Map.of("AWS_REGION", REGION, "AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY", key,
                "AWS_SESSION_TOKEN", "session", "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", endpoint.url().toString())).secrets();
    }

    private String read() {
        return signingWith("secret").text(ARN);
    }

    private ThrowableAssertAlternative<StoreUnavailable> assertUnavailable() {
        return assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(this::read)
                .withMessageStartingWith("SecretReader.text of " + ARN + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2VjcmV0", "with \"quotes\", a \\ and\na line, ä €"})
    void reads_what_a_secret_holds_now(String text) {
        endpoint.put(ARN, "before");
        assertThat(read()).isEqualTo("before");
        endpoint.put(ARN, text);

        assertThat(read()).isEqualTo(text);

        assertThat(endpoint.asked()).containsExactly(ARN, ARN);
        assertThat(endpoint.refused()).isEmpty();
    }

    @Test
    void is_not_believed_with_another_key() {
        endpoint.put(ARN, "c2VjcmV0");

        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> signingWith("guessed").text(ARN))
                .withMessageContaining("Secrets Manager answered 403");

        assertThat(endpoint.refused()).containsExactly("the signature is another one");
    }

    @Test
    void says_that_a_secret_is_not_there() {
        assertUnavailable().withMessageEndingWith(
                "400 ResourceNotFoundException: there is no such secret, or it has no value yet");
    }

    @ParameterizedTest
    @CsvSource({"400, com.amazonaws.secretsmanager#AccessDeniedException, the role of this function may not read it",
            "400, DecryptionFailure, may not use the key", "400, ThrottlingException, 400 ThrottlingException",
            "500, InternalServiceError, 500 InternalServiceError"})
    void says_why_a_secret_cannot_be_had_and_not_what_else_was_answered(int status, String type, String reason) {
        endpoint.fail(status, "{\"__type\":\"%s\",\"Message\":\"c2VjcmV0\"}".formatted(type));

        assertUnavailable().withMessageContaining(reason).withMessageNotContaining("c2VjcmV0");
    }

    @ParameterizedTest
    @CsvSource({"200, '{\"SecretBinary\":\"c2VjcmV0\"}'", "200, c2VjcmV0", "200, ''", "200, '{\"SecretString\":null}'",
            "503, c2VjcmV0", "400, '{\"__type\":\"c2VjcmV0 !\"}'", "302, '[\"c2VjcmV0\"]'"})
    void says_nothing_of_an_answer_that_it_cannot_read(int status, String body) {
        endpoint.fail(status, body);

        assertUnavailable().withMessageNotContaining("c2VjcmV0");
    }

    @Test
    void refuses_an_answer_without_end() {
        endpoint.put(ARN, "x".repeat(1 << 20));

        assertUnavailable().withMessageContaining("an answer of more than 524288 bytes");
    }

    @Test
    void gives_up_on_one_that_does_not_answer() {
        endpoint.put(ARN, "late");
        endpoint.answerAfter(Duration.ofSeconds(6));
        long start = System.nanoTime();

        assertUnavailable().withMessageContaining("Secrets Manager cannot be asked");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void says_that_nobody_is_there() {
        endpoint.close();

        assertUnavailable().withMessageContaining("Secrets Manager cannot be asked").withMessageContaining("refused");
    }
}

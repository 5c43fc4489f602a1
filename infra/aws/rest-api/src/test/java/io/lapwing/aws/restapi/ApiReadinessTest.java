package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.SecretsEndpoint;
import io.lapwing.sharedmodel.port.Readiness;
import io.lapwing.sharedmodel.port.ReadinessContract;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ApiReadinessTest extends ReadinessContract {

    private SecretsEndpoint endpoint;
    private SecretsEndpoint silent;

    @BeforeEach
    void open() throws IOException {
        endpoint = KeptKeyTest.endpoint();
        endpoint.put(KeptKeyTest.SECRET, KeptKeyTest.TEXT);
        silent = KeptKeyTest.endpoint();
        silent.answerAfter(Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        endpoint.close();
        silent.close();
    }

    private static Readiness with(boolean database, KeptKey key) {
        return new ApiReadiness(() -> Map.of("database", database), key);
    }

    @Override
    protected Readiness ready() {
        return with(true, KeptKeyTest.keyAt(endpoint, InstantSource.system()));
    }

    @Override
    protected Readiness unready() {
        return with(true, KeptKeyTest.keyAt(silent, InstantSource.system()));
    }

    @Test
    void says_what_the_stores_say_beside_the_key() {
        assertThat(ready().components()).isEqualTo(Map.of("database", true, "secrets", true));
        assertThat(with(false, KeptKeyTest.keyAt(endpoint, InstantSource.system())).components())
                .isEqualTo(Map.of("database", false, "secrets", true));
        assertThat(unready().components()).isEqualTo(Map.of("database", true, "secrets", false));
    }

    @Test
    void becomes_ready_without_another_request() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        endpoint.fail(500, "");
        Readiness readiness = with(true, KeptKeyTest.keyAt(endpoint, now::get));
        assertThat(readiness.components()).containsEntry("secrets", false);

        endpoint.fail(0, "");
        now.set(now.get().plusSeconds(2));

        assertThat(readiness.components()).containsEntry("secrets", true);
    }
}

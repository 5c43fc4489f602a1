package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.SecretsEndpoint;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.crypto.SecretKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ApiOnceKeyIsKnownTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final List<SecretKey> started = new ArrayList<>();
    private SecretsEndpoint endpoint;
    private ApiOnceKeyIsKnown api;

    @BeforeEach
    void open() throws IOException {
        endpoint = KeptKeyTest.endpoint();
        api = new ApiOnceKeyIsKnown(answering("keyless"), KeptKeyTest.keyAt(endpoint, now::get), key -> {
            started.add(key);
            return answering("with key");
        });
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private static Function<ApiRequest, ApiResponse> answering(String text) {
        return _ -> new ApiResponse(200, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    private String get(String path) {
        return api.apply(new ApiRequest("GET", path, Map.of(), Map.of(), new byte[0], "192.0.2.7")).bodyText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz"})
    void tells_its_state_without_the_key(String path) {
        assertThat(get(path)).isEqualTo("keyless");

        assertThat(endpoint.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/devices", "/healthz/", "/v1/healthz", "/readyz/x", "/"})
    void answers_nothing_else_with_a_key_that_nobody_has(String path) {
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> get(path));
    }

    @Test
    void is_put_together_once_when_the_key_can_be_had() {
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> get("/v1/devices"));
        endpoint.put(KeptKeyTest.SECRET, KeptKeyTest.TEXT);
        now.set(now.get().plusSeconds(2));

        assertThat(get("/v1/devices")).isEqualTo("with key");
        assertThat(get("/v1/devices")).isEqualTo("with key");

        assertThat(started).extracting(SecretKey::getEncoded).containsExactly(KeptKeyTest.KEY);
    }
}

package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.IdempotencyStore.ClaimKey;

import java.util.Map;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ReplySealTest {
    private static final ClaimKey CLAIM = claim("k-1");

    private final ReplySeal seal = seal(1);

    @Test
    void opens_only_with_the_same_secret_for_the_same_claim() {
        String sealed = seal.seal(CLAIM, "geheim 🔑");

        assertThat(seal.open(CLAIM, sealed)).contains("geheim 🔑");
        assertThat(seal.open(claim("k-2"), sealed)).isEmpty();
        assertThat(seal(2).open(CLAIM, sealed)).isEmpty();
        assertThat(sealed).doesNotContain("geheim").isNotEqualTo(seal.seal(CLAIM, "geheim 🔑"));
    }

    @Test
    void gives_a_response_back_with_its_headers() {
        ApiResponse response = new ApiResponse(201, Map.of("Location", "/v1/devices/a", "ETag", "\"1\""),
                "{\"a\":\n\n1}".getBytes(UTF_8));
        ApiResponse bare = new ApiResponse(204, Map.of(), new byte[0]);

        ApiResponse back = new KeptReply(KeptReply.of(response).text()).toResponse(201);

        assertThat(back.headers()).isEqualTo(response.headers());
        assertThat(back.bodyText()).isEqualTo(response.bodyText());
        assertThat(KeptReply.of(bare).toResponse(204).headers()).isEmpty();
        assertThat(KeptReply.of(bare).toResponse(204).bodyText()).isEmpty();
    }

    private static ReplySeal seal(int secret) {
        return new ReplySeal(new SecretKeySpec(new byte[]{(byte) secret}, "HmacSHA256"), new Random(7));
    }

    private static ClaimKey claim(String key) {
        return new ClaimKey(new TenantId("acme"), "user:alice POST /v1/devices", key);
    }
}

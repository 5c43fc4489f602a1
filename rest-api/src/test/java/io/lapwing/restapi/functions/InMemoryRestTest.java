package io.lapwing.restapi.functions;

import io.lapwing.restapi.RestApiConfiguration;
import io.lapwing.restapi.domain.RateLimits;
import io.lapwing.restapi.domain.TokenPolicy;
import io.lapwing.restapi.scenarios.Client;
import io.lapwing.restapi.scenarios.RestScenarios;
import io.lapwing.restapi.scenarios.TokenForge;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.limit.RateLimit;
import io.lapwing.sharedmodel.port.StreamTickets;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import org.junit.jupiter.api.Test;

/// The function itself, with its stores in memory.
class InMemoryRestTest extends RestScenarios {
    private static final TokenForge FORGE = new TokenForge(key(), TokenBuilder.ISSUER, TokenBuilder.AUDIENCE);

    private final ApiFunction function = function(RateLimits.DEFAULT);

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ApiFunction function(RateLimits rates) {
        InMemoryStores stores = new InMemoryStores();
        ApiSettings settings = new ApiSettings(
                List.of(new TrustedIssuer(new TokenPolicy(FORGE.issuer(), FORGE.audience()),
                        new ImmutableJWKSet<>(new JWKSet(FORGE.key().toPublicJWK())))),
                new SecretKeySpec(new byte[32], "HmacSHA256"), ApiSettings.Limits.DEFAULT.with(rates));
        ApiPorts ports = new ApiPorts(stores.registry(), stores.credentials(), stores.telemetry(),
                new StoringIngestion(stores.telemetry()), stores.quarantine(), stores.idempotency(), stores.audit(),
                Map::of, stores.commands(), stores.shadows(), stores.rules(), stores.alerts(), stores.members(),
                stores.limiter(), StreamTickets.NOWHERE, stores.links(), null, null);
        return new ApiFunction(settings, ports, RestApiConfiguration.openApi(), InstantSource.system(),
                new SecureRandom());
    }

    @Override
    protected ApiResponse send(ApiRequest request) {
        return function.apply(request);
    }

    @Override
    protected TokenForge forge() {
        return FORGE;
    }

    @Test
    void answers_a_user_only_so_often() {
        ApiFunction limited = function(new RateLimits(new RateLimit(20, Duration.ofHours(1)), null));

        new Client(limited, Map.of()).withToken(FORGE.token("acme", "alice", "viewer")).assertLimited(20);
    }
}

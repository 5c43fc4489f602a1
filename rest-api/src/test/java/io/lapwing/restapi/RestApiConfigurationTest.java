package io.lapwing.restapi;

import io.lapwing.restapi.domain.TokenPolicy;
import io.lapwing.restapi.functions.ApiSettings;
import io.lapwing.restapi.functions.TrustedIssuer;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.port.Readiness;
import io.lapwing.sharedmodel.port.StreamTickets;
import io.lapwing.sharedmodel.port.TelemetryIngestion;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

class RestApiConfigurationTest {
    @Test
    void puts_the_function_api_together() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            registerPlatform(context);
            context.register(RestApiConfiguration.class);
            context.refresh();

            Function<ApiRequest, ApiResponse> api = context.<Function<ApiRequest, ApiResponse>>getBeanProvider(
                    ResolvableType.forClassWithGenerics(Function.class, ApiRequest.class, ApiResponse.class))
                    .getObject();
            ApiRequest request = new ApiRequest("GET", "/readyz", Map.of(), Map.of(), new byte[0], "192.0.2.7");

            assertThat(context.containsBean("api")).isTrue();
            assertThat(api.apply(request).status()).isEqualTo(200);
        }
    }

    /// What a platform brings.
    private static void registerPlatform(AnnotationConfigApplicationContext context) {
        InMemoryStores stores = new InMemoryStores();
        Readiness readiness = () -> Map.of("database", true);
        TelemetryIngestion ingestion = _ -> new IngestOutcome.Duplicate();
        ApiSettings settings = new ApiSettings(
                List.of(new TrustedIssuer(new TokenPolicy("https://issuer.test", "lapwing"),
                        new ImmutableJWKSet<>(new JWKSet()))),
                new SecretKeySpec(new byte[32], "HmacSHA256"),
                ApiSettings.Limits.DEFAULT);
        var beans = context.getBeanFactory();
        beans.registerSingleton("registry", stores.registry());
        beans.registerSingleton("credentials", stores.credentials());
        beans.registerSingleton("telemetry", stores.telemetry());
        beans.registerSingleton("shadows", stores.shadows());
        beans.registerSingleton("quarantine", stores.quarantine());
        beans.registerSingleton("commands", stores.commands());
        beans.registerSingleton("idempotency", stores.idempotency());
        beans.registerSingleton("audit", stores.audit());
        beans.registerSingleton("rules", stores.rules());
        beans.registerSingleton("alerts", stores.alerts());
        beans.registerSingleton("members", stores.members());
        beans.registerSingleton("limiter", stores.limiter());
        beans.registerSingleton("tickets", StreamTickets.NOWHERE);
        beans.registerSingleton("links", stores.links());
        beans.registerSingleton("ingestion", ingestion);
        beans.registerSingleton("readiness", readiness);
        beans.registerSingleton("settings", settings);
        beans.registerSingleton("clock", InstantSource.system());
        beans.registerSingleton("random", (RandomGenerator) new Random(1));
    }
}

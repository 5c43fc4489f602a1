package io.lapwing.aws.restapi;

import io.lapwing.aws.runtime.http.ApiGatewayTrigger;
import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.restapi.RestApiConfiguration;
import io.lapwing.restapi.domain.TokenPolicy;
import io.lapwing.restapi.functions.ApiFunction;
import io.lapwing.restapi.functions.ApiPorts;
import io.lapwing.restapi.functions.ApiSettings;
import io.lapwing.restapi.functions.TrustedIssuer;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.inmemory.RecordedReplies;
import io.lapwing.sharedmodel.port.StreamTickets;

import java.security.SecureRandom;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;

/// The trigger in front of the function, with stores in memory.
class InMemoryApiTest extends ApiScenarios {

    private final ApiGatewayTrigger trigger = new ApiGatewayTrigger("api", api(), 1 << 20);

    @Override
    protected GatewayAnswer send(GatewayEventBuilder event) {
        return GatewayAnswer.read(trigger.apply(event.build()));
    }

    /// The function as every platform puts it together.
    static ApiFunction api() {
        InMemoryStores stores = new InMemoryStores();
        InProcessIngestion ingestion = new InProcessIngestion(new IngestTelemetry(stores.registry(),
                stores.telemetry(), new RecordedReplies(), new CountedCounters()), stores.telemetry());
        ApiPorts ports = new ApiPorts(stores.registry(), stores.credentials(), stores.telemetry(), ingestion,
                stores.quarantine(), stores.idempotency(), stores.audit(), () -> Map.of("database", true),
                stores.commands(), stores.shadows(), stores.rules(), stores.alerts(), stores.members(),
                stores.limiter(), StreamTickets.NOWHERE, stores.links(), null, null);
        try {
            ApiSettings settings = new ApiSettings(
                    List.of(new TrustedIssuer(new TokenPolicy(Issuer.NAME, Issuer.AUDIENCE),
                            new ImmutableJWKSet<>(JWKSet.parse(ISSUER.jwks())))),
                    new SecretKeySpec(new byte[32], "HmacSHA256"),
                    ApiSettings.Limits.DEFAULT);
            return new ApiFunction(settings, ports, RestApiConfiguration.openApi(), InstantSource.system(),
                    new SecureRandom());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}

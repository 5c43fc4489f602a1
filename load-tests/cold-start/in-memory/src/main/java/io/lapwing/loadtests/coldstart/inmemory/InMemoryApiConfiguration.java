package io.lapwing.loadtests.coldstart.inmemory;

import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.FunctionConfiguration;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.TracedFunction;
import io.lapwing.aws.runtime.Tracing;
import io.lapwing.aws.runtime.http.ApiGatewayTrigger;
import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.restapi.RestApiConfiguration;
import io.lapwing.restapi.domain.TokenPolicy;
import io.lapwing.restapi.functions.ApiFunction;
import io.lapwing.restapi.functions.ApiPorts;
import io.lapwing.restapi.functions.ApiSettings;
import io.lapwing.restapi.functions.TrustedIssuer;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.port.StreamTickets;

import java.net.MalformedURLException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import org.springframework.context.support.GenericApplicationContext;

/// `api` behind its trigger, with the devices of the benchmark's fleet.
public final class InMemoryApiConfiguration extends FunctionConfiguration {

    static final String FUNCTION = "apiGateway";

    private static final int KEY_BYTES = 32;

    public InMemoryApiConfiguration() {
        super(LambdaSettings::ofProcess);
    }

    @Override
    protected void register(GenericApplicationContext context, LambdaSettings settings) {
        context.registerBean(ApiFunction.class, () -> api(context, settings));
        context.registerBean(FUNCTION, TracedFunction.class,
                () -> new TracedFunction("api",
                        new ApiGatewayTrigger("api", context.getBean(ApiFunction.class),
                                ApiSettings.Limits.DEFAULT.maxBodyBytes()),
                        context.getBean(Tracing.class), context.getBean(EmbeddedMetrics.class)::flush));
    }

    private static ApiFunction api(GenericApplicationContext context, LambdaSettings settings) {
        ApiSettings api = new ApiSettings(List.of(new TrustedIssuer(
                new TokenPolicy(settings.required("LAPWING_TOKEN_ISSUER"), settings.required("LAPWING_TOKEN_AUDIENCE")),
                keys(settings.required("LAPWING_JWKS_URL")))), new SecretKeySpec(new byte[KEY_BYTES], "HmacSHA256"),
                ApiSettings.Limits.DEFAULT);
        return new ApiFunction(api, ports(context), RestApiConfiguration.openApi(),
                context.getBean(InstantSource.class), new SecureRandom());
    }

    private static ApiPorts ports(GenericApplicationContext context) {
        InMemoryStores stores = InMemoryFleet.stores();
        IngestTelemetry ingestTelemetry = new IngestTelemetry(stores.registry(), stores.telemetry(), _ -> {},
                context.getBean(EmbeddedMetrics.class));
        return new ApiPorts(stores.registry(), stores.credentials(), stores.telemetry(),
                message -> ingestTelemetry.apply(List.of(message)).getFirst(), stores.quarantine(),
                stores.idempotency(), stores.audit(), Map::of, stores.commands(), stores.shadows(), stores.rules(),
                stores.alerts(), stores.members(), stores.limiter(), StreamTickets.NOWHERE, stores.links(), null, null);
    }

    private static JWKSource<SecurityContext> keys(String url) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(URI.create(url).toURL()).build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

package io.lapwing.local.app.process;

import io.lapwing.deviceingest.DeviceIngestConfiguration;
import io.lapwing.deviceingest.domain.PresenceRules;
import io.lapwing.local.app.datadir.LocalIssuer;
import io.lapwing.restapi.RestApiConfiguration;
import io.lapwing.restapi.domain.TokenPolicy;
import io.lapwing.restapi.functions.ApiSettings;
import io.lapwing.restapi.functions.TrustedIssuer;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Fixtures;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.inmemory.RecordedReplies;
import io.lapwing.sharedmodel.port.AlertStore;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.ChatLinks;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.IdempotencyStore;
import io.lapwing.sharedmodel.port.MemberStore;
import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.port.QuarantineStore;
import io.lapwing.sharedmodel.port.RateLimiter;
import io.lapwing.sharedmodel.port.Readiness;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.port.StreamTickets;
import io.lapwing.sharedmodel.port.TelemetryIngestion;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.port.WatchStore;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/// The functions are Spring Cloud Functions, too: under their names, with their own types in and out.
class FunctionCatalogTest {

    private static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");

    @TempDir
    private Path folder = Path.of("");

    private final InMemoryStores stores = new InMemoryStores();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @BeforeEach
    void start() throws IOException {
        LocalIssuer issuer = LocalIssuer.open(folder.resolve("issuer.json"));
        context.registerBean(ApiSettings.class,
                () -> new ApiSettings(
                        List.of(new TrustedIssuer(new TokenPolicy(LocalIssuer.ISSUER, LocalIssuer.AUDIENCE),
                                new ImmutableJWKSet<>(issuer.publicKeys()))),
                        issuer.cursorKey(), ApiSettings.Limits.DEFAULT));
        context.registerBean(DeviceRegistry.class, stores::registry);
        context.registerBean(DeviceCredentials.class, stores::credentials);
        context.registerBean(TelemetryStore.class, stores::telemetry);
        context.registerBean(ShadowStore.class, stores::shadows);
        context.registerBean(RuleStore.class, stores::rules);
        context.registerBean(WatchStore.class, stores::watches);
        context.registerBean(Outbox.class, stores::outbox);
        context.registerBean(PresenceRules.class,
                () -> new PresenceRules(PresenceRules.DEFAULT_SILENCE, _ -> false));
        context.registerBean(AlertStore.class, stores::alerts);
        context.registerBean(MemberStore.class, stores::members);
        context.registerBean(RateLimiter.class, stores::limiter);
        context.registerBean(StreamTickets.class, () -> StreamTickets.NOWHERE);
        context.registerBean(ChatLinks.class, stores::links);
        context.registerBean(QuarantineStore.class, stores::quarantine);
        context.registerBean(CommandStore.class, stores::commands);
        context.registerBean(IdempotencyStore.class, stores::idempotency);
        context.registerBean(AuditLog.class, stores::audit);
        context.registerBean(DeviceReplies.class, RecordedReplies::new);
        context.registerBean(Counters.class, CountedCounters::new);
        context.registerBean(Readiness.class, () -> () -> Map.of("database", true));
        context.registerBean(TelemetryIngestion.class, () -> message -> ingest(List.of(message)).getFirst());
        context.registerBean(InstantSource.class, () -> InstantSource.system());
        context.registerBean(RandomGenerator.class, () -> new SecureRandom());
        context.register(DeviceIngestConfiguration.class, RestApiConfiguration.class,
                ContextFunctionCatalogAutoConfiguration.class);
        LapwingConfiguration.pin(context.getEnvironment());
        context.refresh();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void finds_ingestTelemetry() {
        assertThat(stores.registry().create(Fixtures.aDevice().withKey(PUMP).build(), Fixtures.aTokenHash()))
                .isTrue();

        List<IngestOutcome> outcomes = ingest(List.of(Fixtures.aMessage().from(PUMP).build()));

        assertThat(outcomes).containsExactly(new IngestOutcome.Accepted(1, 0, List.of()));
    }

    @Test
    void finds_api() {
        Function<ApiRequest, ApiResponse> api = catalog().lookup("api");

        ApiResponse response = api.apply(request("/readyz"));

        assertThat(response.status()).isEqualTo(200);
    }

    /// A gateway that asks for no function gets the one that is pinned, whatever stands in the environment.
    @Test
    void takes_api_where_none_is_named() {
        Function<ApiRequest, ApiResponse> pinned = catalog().lookup(null);

        assertThat(pinned.apply(request("/healthz")).status()).isEqualTo(200);
    }

    @Test
    void serves_no_function_to_whoever_names_it_over_http() {
        assertThat(ClassUtils.isPresent("org.springframework.cloud.function.web.RequestProcessor", null)).isFalse();
    }

    private List<IngestOutcome> ingest(List<ReceivedMessage> messages) {
        Function<List<ReceivedMessage>, List<IngestOutcome>> function = catalog().lookup("ingestTelemetry");
        return function.apply(messages);
    }

    private FunctionCatalog catalog() {
        return context.getBean(FunctionCatalog.class);
    }

    private static ApiRequest request(String path) {
        return new ApiRequest("GET", path, Map.of(), Map.of(), new byte[0], "127.0.0.1");
    }
}

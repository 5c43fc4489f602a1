package io.lapwing.restapi.functions;

import io.lapwing.restapi.RestApiConfiguration;
import io.lapwing.restapi.domain.RateLimits;
import io.lapwing.restapi.domain.TokenPolicy;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Fixtures;
import io.lapwing.sharedmodel.fixtures.TestClock;
import io.lapwing.sharedmodel.fixtures.ThresholdWatcher;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.port.Readiness;
import io.lapwing.sharedmodel.port.StreamTickets;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.crypto.spec.SecretKeySpec;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;

/// The function `api` with its stores in memory, at T0.
final class Api {
    final TestClock clock = new TestClock(Fixtures.T0);
    final InMemoryStores stores = new InMemoryStores(clock);
    final Map<String, Boolean> components = new ConcurrentHashMap<>(Map.of("database", true, "broker", true));
    private final ApiFunction function;

    Api() {
        this(UnaryOperator.identity());
    }

    /// @param changed what is different from the stores in memory
    Api(UnaryOperator<ApiPorts> changed) {
        this(changed, RateLimits.DEFAULT);
    }

    Api(UnaryOperator<ApiPorts> changed, RateLimits rates) {
        Readiness readiness = () -> new TreeMap<>(components);
        ApiPorts ports = new ApiPorts(stores.registry(), stores.credentials(), stores.telemetry(),
                new StoringIngestion(stores.telemetry()), stores.quarantine(), stores.idempotency(), stores.audit(),
                readiness, stores.commands(), stores.shadows(), stores.rules(), stores.alerts(), stores.members(),
                stores.limiter(), StreamTickets.NOWHERE, stores.links(),
                new ApiPorts.Files(stores.files(), () -> new SignedObjects(clock)), null);
        function = new ApiFunction(settings(rates), changed.apply(ports), RestApiConfiguration.openApi(), clock,
                new Random(42));
    }

    static ApiSettings settings(RateLimits rates) {
        return new ApiSettings(
                List.of(new TrustedIssuer(new TokenPolicy(TokenBuilder.ISSUER, TokenBuilder.AUDIENCE),
                        TokenBuilder.keys())),
                new SecretKeySpec(new byte[32], "HmacSHA256"), ApiSettings.Limits.DEFAULT.with(rates));
    }

    ApiFunction function() {
        return function;
    }

    ApiResponse send(ApiRequest request) {
        return function.apply(request);
    }

    /// A device that is registered already, with its password.
    AccessToken register(Device device) {
        AccessToken token = AccessToken.generate(new Random(device.key().hashCode()));
        if (!stores.registry().create(device, token.hash())) {
            throw new IllegalStateException("there is a " + device.key() + " already");
        }
        return token;
    }

    /// Lets a registered device measure `t`: an alert begins at 80, and ends at 75.
    void measure(String device, Instant at, long t) {
        stores.telemetryWatchedBy(new ThresholdWatcher()).append(List.of(aWrite().from(DeviceKey.of("acme", device))
                .receivedAt(at).with(aReading().of(DeviceKey.of("acme", device)).at(at).withValue("t", t)).build()));
    }

    RequestBuilder viewer() {
        return as("viewer");
    }

    RequestBuilder operator() {
        return as("operator");
    }

    RequestBuilder admin() {
        return as("admin");
    }

    RequestBuilder as(String role) {
        return anonymous().withToken(new TokenBuilder().withRoles(role).rs256());
    }

    RequestBuilder anonymous() {
        return new RequestBuilder(this);
    }
}

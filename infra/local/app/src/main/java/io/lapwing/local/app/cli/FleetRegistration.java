package io.lapwing.local.app.cli;

import io.lapwing.local.app.fleet.SimulatedFleet.Login;
import io.lapwing.local.app.machine.DeviceModel;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.nimbusds.jose.util.JSONObjectUtils;

/// Registers the devices of a fleet through REST, or gives those that are registered new credentials.
final class FleetRegistration {

    private static final int AT_ONCE = 8;
    private static final int CONFLICT = 409;
    private static final List<DeviceModel> MODELS = List.of(DeviceModel.COLD_STORE, DeviceModel.TRUCK,
            DeviceModel.PUMP, DeviceModel.PROBE);

    private final RestClient rest;
    private final TenantId tenant;

    FleetRegistration(RestClient rest, TenantId tenant) {
        this.rest = rest;
        this.tenant = tenant;
    }

    List<Login> register(int count) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<Login>> logins = IntStream.range(0, count)
                    .mapToObj(number -> threads.submit(() -> register(number, count))).toList();
            return logins.stream().map(FleetRegistration::get).toList();
        }
    }

    private static Login get(Future<Login> login) {
        try {
            return login.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CommandFailed failed ? failed
                    : new CommandFailed("cannot register the fleet: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", e);
        }
    }

    private Login register(int number, int count) {
        DeviceModel model = MODELS.get(number % MODELS.size());
        String width = "%0" + Integer.toString(count).length() + "d";
        String id = "sim-" + width.formatted(number + 1);
        RestClient.Answer answer = rest.post("/v1/devices", JSONObjectUtils.toJSONString(
                Map.of("id", id, "name", "Simulated " + model.type() + " " + (number + 1), "type", model.type())));
        if (answer.status() == CONFLICT) {
            answer = rest.post("/v1/devices/" + id + "/credentials", "{}");
        }
        if (!answer.isSuccess()) {
            throw new CommandFailed("cannot register " + id + ": " + answer.explanation());
        }
        return new Login(DeviceKey.of(tenant.value(), id), new AccessToken(password(answer)), model);
    }

    private static String password(RestClient.Answer answer) {
        if (answer.fields().get("credentials") instanceof Map<?, ?> credentials
                && credentials.get("password") instanceof String password) {
            return password;
        }
        throw new CommandFailed("the answer to a registration has no credentials");
    }
}

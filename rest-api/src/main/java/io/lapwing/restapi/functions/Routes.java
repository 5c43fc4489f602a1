package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Access;
import io.lapwing.restapi.domain.Access.AtLeast;
import io.lapwing.restapi.domain.Role;

import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

import static io.lapwing.restapi.functions.Route.delete;
import static io.lapwing.restapi.functions.Route.get;
import static io.lapwing.restapi.functions.Route.patch;
import static io.lapwing.restapi.functions.Route.post;

/// All that can be asked, at one glance. Whoever adds a line adds it to `openapi.yaml` too; a test compares the two.
final class Routes {
    private static final Access OPEN = new Access.Open();
    private static final Access DEVICE = new Access.DeviceToken();
    private static final Access VIEWER = new AtLeast(Role.VIEWER);
    private static final Access OPERATOR = new AtLeast(Role.OPERATOR);
    private static final Access ADMIN = new AtLeast(Role.ADMIN);
    private static final String[] TELEMETRY = {"application/json", "application/cbor", "application/senml+json"};

    private Routes() {}

    static Router of(ApiPorts ports, Pages pages, byte[] openApi, InstantSource clock, RandomGenerator random) {
        DeviceResource devices = new DeviceResource(ports.registry(), ports.credentials(), pages, clock, random);
        TelemetryResource telemetry = new TelemetryResource(ports.registry(), ports.telemetry(), pages, clock);
        TelemetryIngest ingest = new TelemetryIngest(ports.registry(), ports.ingestion(), clock);
        QuarantineResource quarantine = new QuarantineResource(ports.quarantine(), ports.ingestion(), pages);
        AuditResource audit = new AuditResource(ports.audit(), pages);
        SystemResource system = new SystemResource(ports.readiness(), openApi);
        return new Router(List.of(
                get("/v1/devices", VIEWER, "device.list", devices::list),
                post("/v1/devices", ADMIN, "device.create", devices::create),
                get("/v1/devices/{id}", VIEWER, "device.get", devices::get),
                patch("/v1/devices/{id}", ADMIN, "device.update", devices::update),
                delete("/v1/devices/{id}", ADMIN, "device.delete", devices::delete),
                post("/v1/devices/{id}/credentials", ADMIN, "device.rotateCredentials", devices::rotateCredentials),

                get("/v1/devices/{id}/telemetry", VIEWER, "telemetry.read", telemetry::read),
                get("/v1/devices/{id}/telemetry/latest", VIEWER, "telemetry.latest", telemetry::latest),
                post("/v1/devices/{id}/telemetry", OPERATOR, "telemetry.ingest", ingest::fromUser)
                        .consuming(TELEMETRY),
                // Devices send all kinds of content types; the payload shows what it is.
                post("/api/v1/{accessToken}/telemetry", DEVICE, "telemetry.ingestByToken", ingest::fromDevice)
                        .consuming(),

                get("/v1/quarantine", ADMIN, "quarantine.list", quarantine::list),
                get("/v1/quarantine/{id}", ADMIN, "quarantine.get", quarantine::get),
                post("/v1/quarantine/{id}:replay", ADMIN, "quarantine.replay", quarantine::replay),

                get("/v1/audit", ADMIN, "audit.list", audit::list),
                get("/v1/me", VIEWER, "me.get", system::me),
                get("/healthz", OPEN, "health.get", system::health),
                get("/readyz", OPEN, "readiness.get", system::readiness),
                get("/openapi.yaml", OPEN, "openapi.get", system::openApi).producing("application/yaml")));
    }
}

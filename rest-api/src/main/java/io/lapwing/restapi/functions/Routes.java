package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Access;
import io.lapwing.restapi.domain.Access.AtLeast;
import io.lapwing.sharedmodel.member.Role;

import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

import static io.lapwing.restapi.functions.Route.delete;
import static io.lapwing.restapi.functions.Route.get;
import static io.lapwing.restapi.functions.Route.patch;
import static io.lapwing.restapi.functions.Route.post;
import static io.lapwing.restapi.functions.Route.put;

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
        CommandResource commands = new CommandResource(ports.registry(), ports.commands(), pages, clock);
        ShadowResource shadows = new ShadowResource(ports.registry(), ports.shadows(), clock);
        QuarantineResource quarantine = new QuarantineResource(ports.quarantine(), ports.ingestion(), pages);
        AuditResource audit = new AuditResource(ports.audit(), pages);
        DeviceImport imports = new DeviceImport(ports.registry(), new AuditTrail(ports.audit(), clock), clock, random);
        RuleResource rules = new RuleResource(ports.rules(), pages, clock, random);
        RulePreview preview = new RulePreview(ports.rules(), ports.registry(), ports.telemetry(), clock);
        AlertResource alerts = new AlertResource(ports.alerts(), pages, clock);
        MemberResource members = new MemberResource(ports.members(), ports.links(), pages, clock);
        StreamTokenResource streamTokens = new StreamTokenResource(ports.tickets());
        FileResource files = new FileResource(ports.files(), pages, clock, random);
        ChatLinkResource chatLinks = new ChatLinkResource(ports.links(), clock);
        WebChatResource webChat = new WebChatResource(ports.chat(), clock, random);
        SystemResource system = new SystemResource(ports.readiness(), openApi);
        ConsoleResource console = new ConsoleResource();
        return new Router(List.of(
                get("/v1/devices", VIEWER, "device.list", devices::list),
                post("/v1/devices", ADMIN, "device.create", devices::create),
                post("/v1/devices:import", ADMIN, "device.import", imports::importDevices).consuming("text/csv"),
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

                get("/v1/devices/{id}/shadows/{name}", VIEWER, "shadow.get", shadows::get),
                patch("/v1/devices/{id}/shadows/{name}", OPERATOR, "shadow.update", shadows::update),
                get("/v1/devices/{id}/commands", VIEWER, "command.list", commands::list),
                post("/v1/devices/{id}/commands", OPERATOR, "command.create", commands::create),
                get("/v1/commands/{id}", VIEWER, "command.get", commands::get),
                post("/v1/commands/{id}:cancel", OPERATOR, "command.cancel", commands::cancel),

                get("/v1/rules", VIEWER, "rule.list", rules::list),
                post("/v1/rules", ADMIN, "rule.create", rules::create),
                post("/v1/rules:preview", VIEWER, "rule.preview", preview::preview),
                get("/v1/rules/{id}", VIEWER, "rule.get", rules::get),
                put("/v1/rules/{id}", ADMIN, "rule.update", rules::replace),
                delete("/v1/rules/{id}", ADMIN, "rule.delete", rules::delete),

                get("/v1/alerts", VIEWER, "alert.list", alerts::list),
                get("/v1/alerts/{id}", VIEWER, "alert.get", alerts::get),
                post("/v1/alerts/{id}:acknowledge", OPERATOR, "alert.acknowledge", alerts::acknowledge),
                post("/v1/alerts/{id}:silence", OPERATOR, "alert.silence", alerts::silence),
                post("/v1/alerts/{id}:unsilence", OPERATOR, "alert.unsilence", alerts::unsilence),

                get("/v1/stream", VIEWER, OpenStream.OPERATION, OpenStream::nowhere)
                        .producing(OpenStream.EVENT_STREAM),
                post("/v1/stream-tokens", VIEWER, "streamToken.create", streamTokens::create),

                get("/v1/quarantine", ADMIN, "quarantine.list", quarantine::list),
                get("/v1/quarantine/{id}", ADMIN, "quarantine.get", quarantine::get),
                post("/v1/quarantine/{id}:replay", ADMIN, "quarantine.replay", quarantine::replay),

                get("/v1/files", VIEWER, "file.list", files::list),
                post("/v1/files", ADMIN, "file.create", files::create),
                get("/v1/files/{id}", VIEWER, "file.get", files::get),
                post("/v1/files/{id}:release", ADMIN, "file.release", files::release),

                get("/v1/audit", ADMIN, "audit.list", audit::list),
                get("/v1/members", ADMIN, "member.list", members::list),
                get("/v1/members/{sub}", ADMIN, "member.get", members::get),
                put("/v1/members/{sub}", ADMIN, "member.put", members::put),
                delete("/v1/members/{sub}", ADMIN, "member.delete", members::delete),
                get("/v1/me", VIEWER, "me.get", system::me),
                post("/v1/me/chat-links", VIEWER, "chat.link", chatLinks::create),
                post("/chat/web", VIEWER, "chat.say", webChat::say),
                get("/healthz", OPEN, "health.get", system::health),
                get("/readyz", OPEN, "readiness.get", system::readiness),
                get("/openapi.yaml", OPEN, "openapi.get", system::openApi).producing("application/yaml"),

                get("/", OPEN, "console.index", console::index).producing("text/html"),
                get("/console/{file}", OPEN, "console.file", console::file).producing(),
                get("/console/{folder}/{file}", OPEN, "console.fileInFolder", console::fileInFolder).producing()));
    }
}

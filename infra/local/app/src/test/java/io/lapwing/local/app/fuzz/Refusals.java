package io.lapwing.local.app.fuzz;

import io.lapwing.restapi.scenarios.Client;
import io.lapwing.restapi.scenarios.Client.Answer;
import io.lapwing.restapi.scenarios.OpenApiDocument.Described;
import io.lapwing.restapi.scenarios.TokenForge;
import io.lapwing.sharedmodel.port.CommandStore;

import java.util.Optional;

/// For each operation and each status that the document promises of it: the request that is answered so.
///
/// @param strict the client of a server that answers him no more
record Refusals(Premises premises, Client anonymous, TokenForge forge, Client strict) {

    private static final String TENANT = "directed";
    private static final String KEY = "Idempotency-Key";
    private static final String NO_JSON = "[";
    private static final String TOO_MUCH = " ".repeat(2 << 20);
    private static final String TOO_DEEP = "{\"state\":{\"desired\":" + "{\"a\":".repeat(20) + "1" + "}".repeat(22);

    /// @return what came back; nothing where no request brings it about
    Optional<Answer> provoke(Described operation, int status) {
        if (BeyondRequests.coverAny(operation + " " + status)) {
            return Optional.empty();
        }
        Errand errand = premises.errand(operation);
        return Optional.of(switch (status) {
            case 200, 201, 202, 204 -> status == 201 && operation.id().equals("member.put")
                    ? errand.at(path -> path + "-new").plainlyBy(admin())
                    : errand.by(admin());
            case 304 -> errand.by(admin().with("If-None-Match", errand.by(admin()).header("ETag")));
            case 400 -> malformed(errand);
            case 401 -> unknown(errand);
            case 403 -> errand.by(anonymous.withToken(forge.token(TENANT, "mallory", "guest")));
            case 404 -> absent(errand);
            case 406 -> errand.by(admin().with("Accept", "application/x-unheard-of"));
            case 409 -> conflicting(errand);
            case 412 -> errand.by(admin().with("If-Match", "\"99999\""));
            case 413 -> errand.with(TOO_MUCH).by(admin());
            case 415 -> errand.of("application/x-unheard-of", "{}").by(admin());
            case 422 -> unprocessable(errand);
            case 428 -> errand.plainlyBy(admin());
            case 429 -> errand.by(strict);
            case 501 -> errand.by(admin());
            default -> throw new AssertionError("how is " + operation + " made to answer " + status + "?");
        });
    }

    private Client admin() {
        return anonymous.withToken(forge.token(TENANT, "alice", "admin"));
    }

    private Answer malformed(Errand errand) {
        String id = errand.operation().id();
        return switch (errand.operation().method()) {
            case "PUT", "PATCH" -> errand.with(NO_JSON).by(admin());
            case "POST" -> id.equals("telemetry.ingestByToken") ? errand.with(NO_JSON).by(admin())
                    : errand.by(admin().with(KEY, "k".repeat(256)));
            default -> switch (id) {
                case "telemetry.latest" -> errand.at(path -> path + "?metrics=,").by(admin());
                case "stream.open" -> errand.at(path -> path + "?kinds=none").by(admin());
                case "telemetry.read" -> errand.at(path -> path + "?limit=0").by(admin());
                default -> errand.at(path -> id.endsWith(".list") ? path + "?limit=0" : filled(errand, "%00"))
                        .by(admin());
            };
        };
    }

    private Answer unknown(Errand errand) {
        return errand.operation().id().equals("telemetry.ingestByToken")
                ? errand.at(path -> path.replace("/telemetry", "-not/telemetry")).by(anonymous)
                : errand.by(anonymous);
    }

    private Answer absent(Errand errand) {
        if (errand.operation().id().equals("rule.preview")) {
            return errand.with("{\"ruleId\":\"absent\"}").by(admin());
        }
        boolean isFile = errand.path().startsWith("/console/");
        return errand.at(_ -> filled(errand, isFile ? "absent.js" : "absent")).by(admin());
    }

    /// The operation's path with all that it names called so, but for what belongs to something else.
    private static String filled(Errand errand, String name) {
        return errand.operation().template().toString().replace("{name}", "main").replace("{folder}", "pages")
                .replaceAll("\\{\\w+}", name);
    }

    private Answer conflicting(Errand errand) {
        if (errand.operation().id().startsWith("member")) {
            return errand.at(_ -> "/v1/members/alice").by(admin());
        }
        // A device has so many commands that are not final; all else cannot be done twice.
        int times = errand.operation().id().equals("command.create") ? CommandStore.MAX_OPEN : 1;
        for (int i = 0; i < times; i++) {
            errand.by(admin());
        }
        return errand.by(admin());
    }

    private Answer unprocessable(Errand errand) {
        return switch (errand.operation().id()) {
            case "device.update" -> errand.with("{\"gatewayId\":\"absent\"}").by(admin());
            case "shadow.update" -> errand.with(TOO_DEEP).by(admin());
            default -> {
                Client client = admin().with(KEY, "reused-" + System.nanoTime());
                errand.by(client);
                yield errand.with(errand.body().isEmpty() ? "{}" : errand.body() + " ").by(client);
            }
        };
    }
}

package io.lapwing.local.app.fuzz;

import io.lapwing.restapi.scenarios.Client;
import io.lapwing.restapi.scenarios.Client.Answer;
import io.lapwing.restapi.scenarios.OpenApiDocument.Described;

import java.util.function.UnaryOperator;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A request that is yet to be made.
record Errand(Described operation, String path, String contentType, String body) {

    private static final String KEY = "Idempotency-Key";

    /// As an admin would who knows what he does.
    Answer by(Client client) {
        Client wellMannered = switch (operation.method()) {
            case "PUT", "PATCH", "DELETE" -> client.headers().containsKey("If-Match") ? client
                    : client.with("If-Match", "*");
            case "POST" -> client.headers().containsKey(KEY) ? client : client.with(KEY, "k-" + System.nanoTime());
            default -> client;
        };
        return plainlyBy(wellMannered);
    }

    /// Without the headers that are good manners.
    Answer plainlyBy(Client client) {
        return client.send(operation.method(), path, body.isEmpty() ? null : contentType, body.getBytes(UTF_8));
    }

    Errand at(UnaryOperator<String> change) {
        return new Errand(operation, change.apply(path), contentType, body);
    }

    Errand with(String otherBody) {
        return new Errand(operation, path, contentType, otherBody);
    }

    Errand of(String otherType, String otherBody) {
        return new Errand(operation, path, otherType, otherBody);
    }
}

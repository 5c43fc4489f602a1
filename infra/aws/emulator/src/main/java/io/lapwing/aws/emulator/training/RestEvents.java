package io.lapwing.aws.emulator.training;

import io.lapwing.aws.emulator.GatewayEvents;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What people and programs ask of the REST function.
final class RestEvents {

    private final String token;
    private final List<String> events = new ArrayList<>();

    private RestEvents(String token) {
        this.token = token;
    }

    static List<String> of(String token, int rounds) {
        RestEvents events = new RestEvents(token);
        for (int round = 0; round < rounds; round++) {
            events.round(round);
        }
        return List.copyOf(events.events);
    }

    private void round(int round) {
        String pump = "/v1/devices/" + TrainingFleet.PUMPS.get(round % TrainingFleet.PUMPS.size());
        String from = Instant.now().minus(Duration.ofHours(1)).toString();
        String to = Instant.now().toString();
        get("/v1/devices", "limit=5");
        get(pump, "");
        get(pump + "/telemetry", "metrics=temperature&from=" + from + "&to=" + to);
        get(pump + "/telemetry", "metrics=temperature&bucket=PT1H&agg=avg,max&from=" + from + "&to=" + to);
        get(pump + "/telemetry/latest", "");
        send("POST", pump + "/telemetry", "{\"ts\":%d,\"values\":{\"temperature\":21.5,\"on\":true}}".formatted(
                System.currentTimeMillis() + round));
        if (round % 5 == 0) {
            send("POST", "/v1/devices", "{\"id\":\"new-%d\",\"name\":\"New\",\"type\":\"pump\"}".formatted(round));
            send("POST", "/v1/devices", "{\"name\":\"no id\"}");
            get("/v1/devices/new-" + round, "");
            get("/v1/devices/nobody", "");
            get("/v1/quarantine", "");
            get("/v1/audit", "");
            get("/v1/me", "");
            send("POST", "/v1/stream-tokens", "{\"kinds\":[\"alerts\"]}");
            events.add(GatewayEvents.of("GET", "/v1/me", "", Map.of(), ""));
            events.add(GatewayEvents.of("GET", "/readyz", "", Map.of(), ""));
            events.add(GatewayEvents.of("GET", "/healthz", "", Map.of(), ""));
        }
    }

    private void get(String path, String query) {
        events.add(GatewayEvents.authorized(token, "GET", path, query, ""));
    }

    private void send(String method, String path, String body) {
        events.add(GatewayEvents.authorized(token, method, path, "", body));
    }
}

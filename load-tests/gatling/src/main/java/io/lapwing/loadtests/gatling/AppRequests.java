package io.lapwing.loadtests.gatling;

import java.net.URI;

import io.gatling.javaapi.http.HttpRequestActionBuilder;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.http.HttpDsl.http;

/// The requests of an app, about what a user has drawn.
final class AppRequests {

    /// What a session holds.
    static final String DEVICE = "device";
    static final String NUMBER = "number";
    static final String TS = "ts";

    private static final String JSON = "application/json";

    private final Plan.Day day;
    private final AppPaths paths;

    AppRequests(Plan.Day day) {
        this.day = day;
        this.paths = new AppPaths(day);
    }

    /// When the reading of this number was taken: each has a millisecond of its own, so that none takes another's
    /// place.
    long timeOf(long number) {
        return day.newReadings().toEpochMilli() + number;
    }

    HttpRequestActionBuilder of(RequestKind kind, URI server) {
        String url = server + paths.of(kind, "#{" + DEVICE + "}");
        return switch (kind) {
            case LIST, DEVICE, ALERTS, SHADOW, COMMANDS, LATEST, DAY -> http(kind.name()).get(url);
            case INGEST -> http(kind.name()).post(url).header("Content-Type", JSON).body(StringBody("{\"ts\":#{" + TS
                    + "},\"values\":{\"temperature\":4.25,\"humidity\":61,\"battery\":3.61}}"));
            case COMMAND -> http(kind.name()).post(url).header("Content-Type", JSON)
                    .header("Idempotency-Key", "load-#{" + NUMBER + "}")
                    .body(StringBody("{\"method\":\"load\",\"params\":{\"n\":#{" + NUMBER + "}}}"));
        };
    }
}

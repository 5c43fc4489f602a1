package io.lapwing.aws.restapi;

import io.lapwing.restapi.scenarios.TokenForge;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// Neutral requests as a gateway's events, and its answers as neutral ones.
final class GatewayWire {

    static final TokenForge FORGE = new TokenForge(ApiScenarios.ISSUER.key(), Issuer.NAME, Issuer.AUDIENCE);

    private static final Map<String, String> SENT = Map.of("authorization", "Authorization", "if-match", "If-Match",
            "if-none-match", "If-None-Match", "idempotency-key", "Idempotency-Key", "accept", "Accept");

    private GatewayWire() {}

    static GatewayEventBuilder event(ApiRequest request) {
        GatewayEventBuilder event = GatewayEventBuilder.aRequest(request.method(), request.path());
        SENT.forEach((name, header) -> request.header(name).ifPresent(value -> event.header(header, value)));
        event.query(request.query().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(value -> entry.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&")));
        request.header("content-type").ifPresent(type -> event.bytes(type, request.body()));
        return event;
    }

    static ApiResponse response(GatewayAnswer answer) {
        String body = answer.body();
        return new ApiResponse(Math.toIntExact(answer.status()), answer.headers(),
                body == null ? new byte[0] : body.getBytes(StandardCharsets.ISO_8859_1));
    }
}

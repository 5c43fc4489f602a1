package io.lapwing.local.app.wire;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.local.app.datadir.LocalIssuer;
import io.lapwing.restapi.scenarios.TokenForge;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import com.nimbusds.jose.jwk.JWKSet;

/// Sends neutral requests to a process over HTTP.
public final class RestWire {

    private RestWire() {}

    public static ApiResponse send(LapwingProcess process, ApiRequest request) {
        HttpResponse<String> response = process.send(request(process, request));
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return new ApiResponse(response.statusCode(), headers, response.body().getBytes(StandardCharsets.UTF_8));
    }

    public static HttpRequest.Builder request(LapwingProcess process, ApiRequest request) {
        String query = request.query().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(value -> entry.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder builder = process.request(request.path() + (query.isEmpty() ? "" : "?" + query)).method(
                request.method(), BodyPublishers.ofByteArray(request.body()));
        for (String name : new String[]{"authorization", "content-type", "if-match", "if-none-match",
                "idempotency-key", "accept"}) {
            request.header(name).ifPresent(value -> builder.header(name, value));
        }
        return builder;
    }

    /// Makes tokens with the local issuer's own key.
    public static TokenForge forge(LapwingProcess process) {
        try {
            JWKSet keys = JWKSet.parse(Files.readString(process.dataDir().resolve("issuer.json")));
            return new TokenForge(keys.getKeys().getFirst().toECKey(), LocalIssuer.ISSUER, LocalIssuer.AUDIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.lapwing.local.app.fuzz;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.local.app.wire.RestWire;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/// Sends neutral requests to a process, and does not wait for the end of an answer that has none.
final class Wire {

    private Wire() {}

    static ApiResponse send(LapwingProcess process, ApiRequest request) {
        return request.path().equals("/v1/stream") ? begin(process, request) : RestWire.send(process, request);
    }

    /// What is answered up to the first event.
    private static ApiResponse begin(LapwingProcess process, ApiRequest request) {
        HttpClient client = HttpClient.newHttpClient();
        try {
            HttpResponse<InputStream> response = client.send(RestWire.request(process, request).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            Map<String, String> headers = new LinkedHashMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
            try (InputStream body = response.body()) {
                byte[] bytes = response.statusCode() == 200 ? new byte[0] : body.readAllBytes();
                return new ApiResponse(response.statusCode(), headers, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            client.shutdownNow();
        }
    }
}

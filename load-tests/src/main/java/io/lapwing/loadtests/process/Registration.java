package io.lapwing.loadtests.process;

import io.lapwing.loadtests.mqtt.DeviceLogin;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Registers devices through REST.
public final class Registration implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int CREATED = 201;
    private static final Pattern PASSWORD = Pattern.compile("\"password\"\\s*:\\s*\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT).build();
    private final URI devices;
    private final String token;

    /// @param token of an admin of the devices' tenant
    public Registration(int httpPort, String token) {
        this.devices = URI.create("http://127.0.0.1:" + httpPort + "/v1/devices");
        this.token = token;
    }

    public DeviceLogin register(DeviceKey device) {
        String body = "{\"id\":\"%1$s\",\"name\":\"%1$s\",\"type\":\"load\"}".formatted(device.device());
        HttpRequest request = HttpRequest.newBuilder(devices).timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build();
        HttpResponse<String> answer = send(request);
        Matcher password = PASSWORD.matcher(answer.body());
        if (answer.statusCode() != CREATED || !password.find()) {
            throw new IllegalStateException("registering " + device + " was answered " + answer.statusCode());
        }
        return DeviceLogin.of(device, password.group(1));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

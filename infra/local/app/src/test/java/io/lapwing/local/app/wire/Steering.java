package io.lapwing.local.app.wire;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.util.JSONObjectUtils;
import org.eclipse.paho.mqttv5.common.MqttException;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// What a test of commands and shadows does over HTTP, and with a device that belongs to it.
public record Steering(Site site) {

    static final Duration SOON = Duration.ofSeconds(30);

    /// A device that is registered, and can come and go.
    public record Owned(Site site, DeviceKey key, AccessToken token) {

        public String id() {
            return key.device().value();
        }

        public SteeredDevice connect() throws MqttException {
            return SteeredDevice.connect(site.process().mqttAddress(), key, token, true);
        }

        /// One that acknowledges nothing.
        SteeredDevice connectSilent() throws MqttException {
            return SteeredDevice.connect(site.process().mqttAddress(), key, token, false);
        }
    }

    public Owned device(String prefix) {
        DeviceKey key = Site.key(prefix);
        return new Owned(site, key, site.register(key));
    }

    /// Makes a command, under a key of its own.
    ///
    /// @return its id
    String command(Owned device, long ttlSeconds) {
        HttpResponse<String> made = command(device, ttlSeconds, UUID.randomUUID().toString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(202);
        return text(made.body(), "id");
    }

    HttpResponse<String> command(Owned device, long ttlSeconds, String idempotencyKey) {
        return send(request("/v1/devices/" + device.id() + "/commands").header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(
                        "{\"method\":\"setTarget\",\"params\":{\"target\":-20},\"ttlSeconds\":" + ttlSeconds + "}")));
    }

    String commandAsSeen(String id) {
        return ok("/v1/commands/" + id);
    }

    void awaitState(String id, String state) {
        within(SOON, () -> assertThat(text(commandAsSeen(id), "state")).isEqualTo(state));
    }

    Instant endOf(String id) {
        return Instant.parse(text(commandAsSeen(id), "expiresAt"));
    }

    public HttpResponse<String> shadow(Owned device) {
        return site.get(pathOfShadow(device));
    }

    public HttpResponse<String> patch(Owned device, String ifMatch, String json) {
        return send(request(pathOfShadow(device)).header("If-Match", ifMatch).method("PATCH",
                BodyPublishers.ofString(json)));
    }

    private static String pathOfShadow(Owned device) {
        return "/v1/devices/" + device.id() + "/shadows/main";
    }

    private HttpRequest.Builder request(String path) {
        return site.process().request(path).header("Authorization", "Bearer " + site.admin()).header("Content-Type",
                "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        LapwingProcess process = site.process();
        return process.send(request);
    }

    public String ok(String path) {
        HttpResponse<String> response = site.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    static Map<String, Object> json(String text) {
        try {
            return JSONObjectUtils.parse(text);
        } catch (ParseException e) {
            throw new AssertionError(text, e);
        }
    }

    static String text(String json, String field) {
        return String.valueOf(json(json).get(field));
    }

    static Map<?, ?> object(Map<?, ?> json, String field) {
        if (json.get(field) instanceof Map<?, ?> object) {
            return object;
        }
        throw new AssertionError("no object " + field + " in " + json);
    }
}

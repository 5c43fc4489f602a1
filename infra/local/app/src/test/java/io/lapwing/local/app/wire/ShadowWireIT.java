package io.lapwing.local.app.wire;

import io.lapwing.local.app.wire.SteeredDevice.Told;
import io.lapwing.local.app.wire.Steering.Owned;
import io.lapwing.sharedmodel.fixtures.Racing;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// Shadows, which a device and apps write.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShadowWireIT {

    private static final String ATTRIBUTES = "v1/devices/me/attributes";
    private static final int UPDATES = 50;

    private Site site;
    private Steering steering;

    @BeforeAll
    void open(@TempDir Path folder) {
        site = Site.open(folder);
        steering = new Steering(site);
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    void what_is_desired_and_not_reported_is_published_as_the_delta_until_it_is() throws Exception {
        Owned pump = steering.device("differing");
        try (SteeredDevice device = pump.connect().listeningTo("shadow/main/update/delta")) {
            desire(pump, "{\"r\":5}");
            assertThat(delta(device.next(), 1)).hasToString("{r=5}");

            report(device, "{\"r\":3}");
            assertThat(delta(device.next(), 2)).hasToString("{r=5}");
            assertThat(state(pump)).hasToString("{desired={r=5}, reported={r=3}, delta={r=5}}");

            report(device, "{\"r\":5}");
            desire(pump, "{\"s\":\"on\"}");
            // The third version has none.
            assertThat(delta(device.next(), 4)).hasToString("{s=on}");
        }
    }

    @Test
    void an_update_for_a_version_that_is_past_is_rejected_and_changes_nothing() throws Exception {
        Owned pump = steering.device("stale");
        try (SteeredDevice device = pump.connect().listeningTo("shadow/main/update/rejected")
                .listeningTo("error")) {
            HttpResponse<String> first = desire(pump, "{\"r\":5}");
            desire(pump, "{\"r\":6}");
            String before = steering.shadow(pump).body();

            device.say("shadow/main/update",
                    "{\"state\":{\"reported\":{\"r\":3}},\"version\":1,\"clientToken\":\"c-1\"}");

            assertThat(Steering.json(device.next().text())).containsEntry("code", 409L)
                    .containsEntry("clientToken", "c-1");
            assertThat(device.next().text()).contains("\"SHADOW_VERSION\"");
            String tag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(steering.patch(pump, tag, "{\"state\":{\"desired\":{\"r\":7}}}").statusCode()).isEqualTo(412);
            assertThat(steering.shadow(pump).body()).isEqualTo(before);
        }
    }

    @Test
    void a_device_is_answered_with_its_shadow_and_with_the_token_that_it_sent() throws Exception {
        Owned pump = steering.device("asking");
        try (SteeredDevice device = pump.connect().listeningTo("shadow/+/get/+").listeningTo("shadow/+/update/+")) {
            device.say("shadow/main/get", "{\"clientToken\":\"g-1\"}");
            assertThat(answer(device, "shadow/main/get/rejected", "g-1")).containsEntry("code", 404L);

            device.say("shadow/main/update", "{\"state\":{\"reported\":{\"a\":1,\"b\":2}},\"clientToken\":\"u-1\"}");
            assertThat(answer(device, "shadow/main/update/accepted", "u-1")).containsEntry("version", 1L);
            device.say("shadow/main/update",
                    "{\"state\":{\"reported\":{\"a\":null}},\"version\":1,\"clientToken\":\"u-2\"}");
            assertThat(answer(device, "shadow/main/update/accepted", "u-2")).containsEntry("version", 2L);

            device.say("shadow/main/get", "{\"clientToken\":\"g-2\"}");
            Map<String, Object> document = answer(device, "shadow/main/get/accepted", "g-2");
            assertThat(document).containsEntry("version", 2L);
            assertThat(Steering.object(document, "state")).hasToString("{reported={b=2}}");
        }
    }

    @Test
    void a_shadow_of_more_than_8_KiB_is_refused_to_the_device_and_to_apps() throws Exception {
        Owned pump = steering.device("large");
        try (SteeredDevice device = pump.connect().listeningTo("shadow/main/update/rejected")
                .listeningTo("error")) {
            desire(pump, "{\"kept\":true}");
            String before = steering.shadow(pump).body();
            String large = "{\"text\":\"" + "x".repeat(8_192) + "\"}";

            report(device, large);

            assertThat(Steering.json(device.next().text())).containsEntry("code", 413L);
            assertThat(device.next().text()).contains("\"SHADOW_TOO_LARGE\"");
            HttpResponse<String> patched = steering.patch(pump, "*", "{\"state\":{\"desired\":" + large + "}}");
            assertThat(patched.statusCode()).isEqualTo(413);
            assertThat(patched.body()).contains("\"SHADOW_TOO_LARGE\"");
            assertThat(steering.shadow(pump).body()).isEqualTo(before);
        }
    }

    @Test
    void no_update_is_lost_of_those_that_a_device_and_two_apps_make_at_once() throws Exception {
        Owned pump = steering.device("busy");
        try (SteeredDevice device = pump.connect()) {
            Racing.race(3, writer -> {
                for (int i = 0; i < UPDATES; i++) {
                    String key = "{\"w" + writer + "-" + i + "\":" + i + "}";
                    if (writer == 0) {
                        reportOrFail(device, key);
                    } else {
                        desire(pump, key);
                    }
                }
                return true;
            });
        }
        Map<?, ?> state = state(pump);
        assertThat(Steering.object(state, "reported")).hasSize(UPDATES);
        assertThat(Steering.object(state, "desired")).hasSize(2 * UPDATES);
        assertThat(Steering.json(steering.shadow(pump).body())).containsEntry("version", 3L * UPDATES);
    }

    @Test
    void attributes_of_a_device_of_thingsboard_are_its_default_shadow() throws Exception {
        Owned pump = steering.device("thingsboard");
        try (SteeredDevice device = pump.connect().listeningToAll(ATTRIBUTES)) {
            device.sayOn(ATTRIBUTES, "{\"fw\":\"1.2\",\"r\":3}", new MqttProperties());
            desire(pump, "{\"r\":5}");

            assertThat(device.next().text()).isEqualTo("{\"r\":5}");
            assertThat(state(pump)).hasToString("{desired={r=5}, reported={fw=1.2, r=3}, delta={r=5}}");
        }
    }

    @Test
    void a_shadow_survives_a_kill_with_its_version() throws Exception {
        Owned pump = steering.device("surviving");
        try (SteeredDevice device = pump.connect()) {
            desire(pump, "{\"r\":5}");
            report(device, "{\"r\":3}");
            String before = steering.shadow(pump).body();

            site.process().kill();
            site.process().start();

            assertThat(steering.shadow(pump).body()).isEqualTo(before).contains("\"version\":2");
        }
        try (SteeredDevice device = pump.connect().listeningTo("shadow/main/update/delta")) {
            report(device, "{\"r\":4}");
            assertThat(delta(device.next(), 3)).hasToString("{r=5}");
        }
    }

    private HttpResponse<String> desire(Owned device, String json) {
        HttpResponse<String> patched = steering.patch(device, "*", "{\"state\":{\"desired\":" + json + "}}");
        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
        return patched;
    }

    private static void report(SteeredDevice device, String json) throws MqttException {
        assertThat(device.say("shadow/main/update", "{\"state\":{\"reported\":" + json + "}}")).isZero();
    }

    private static void reportOrFail(SteeredDevice device, String json) {
        try {
            report(device, json);
        } catch (MqttException e) {
            throw new AssertionError(e);
        }
    }

    private Map<?, ?> state(Owned device) {
        return Steering.object(Steering.json(steering.shadow(device).body()), "state");
    }

    private static Map<?, ?> delta(Told told, long version) {
        Map<String, Object> json = Steering.json(told.text());
        assertThat(json).containsEntry("version", version);
        return Steering.object(json, "state");
    }

    private static Map<String, Object> answer(SteeredDevice device, String levels, String token)
            throws InterruptedException {
        Told told = device.next();
        assertThat(told.topic()).isEqualTo(device.topic(levels));
        Map<String, Object> json = Steering.json(told.text());
        assertThat(json).containsEntry("clientToken", token);
        return json;
    }
}

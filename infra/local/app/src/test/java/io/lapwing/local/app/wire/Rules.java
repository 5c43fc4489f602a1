package io.lapwing.local.app.wire;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// The rules of the test's tenant, in the processes that go by them, and the alerts that they raise.
public final class Rules {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final String admin;
    private final List<LapwingProcess> processes;

    /// @param processes on one database
    Rules(String admin, LapwingProcess... processes) {
        this.admin = admin;
        this.processes = List.of(processes);
    }

    public static Rules of(Site site) {
        return new Rules(site.admin(), site.process());
    }

    /// Makes a rule for these devices, and returns once every process goes by it.
    ///
    /// @return its id
    public String watch(String condition, DeviceKey... devices) {
        String id = make(condition, List.of(devices));
        settle();
        return id;
    }

    private String make(String condition, List<DeviceKey> devices) {
        String id = "rule-" + NAMES.incrementAndGet();
        HttpResponse<String> made = processes.getFirst().post("/v1/rules", admin,
                "{\"id\":\"%s\",%s".formatted(id, body(condition, true, devices).substring(1)));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return id;
    }

    private static String body(String condition, boolean enabled, List<DeviceKey> devices) {
        String ids = devices.stream().map(key -> "\"" + key.device() + "\"").collect(Collectors.joining(","));
        return """
                {"name":"Watched","selector":{"deviceIds":[%s]},"severity":"warning","enabled":%b,"condition":%s}"""
                .formatted(ids, enabled, condition);
    }

    /// Makes a rule anew in all but its id.
    void replace(String id, String condition, boolean enabled, DeviceKey... devices) {
        HttpResponse<String> replaced = edit(id, "PUT",
                BodyPublishers.ofString(body(condition, enabled, List.of(devices))));
        assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
    }

    void delete(String id) {
        HttpResponse<String> deleted = edit(id, "DELETE", BodyPublishers.noBody());
        assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(204);
    }

    private HttpResponse<String> edit(String id, String method, HttpRequest.BodyPublisher body) {
        LapwingProcess process = processes.getFirst();
        String path = "/v1/rules/" + id;
        String tag = process.get(path, admin).headers().firstValue("ETag").orElseThrow();
        return process.send(process.request(path).header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/json").header("If-Match", tag).method(method, body));
    }

    /// Returns once every process goes by the rules as they are: it remembers them for a moment, all of a tenant's at
    /// once, so that one that goes by a rule goes by those that were made before it.
    void settle() {
        List<DeviceKey> probes = processes.stream().map(_ -> Site.key("probe")).toList();
        probes.forEach(probe -> processes.getFirst().register(probe, admin));
        make("{\"kind\":\"threshold\",\"metric\":\"probe\",\"op\":\">\",\"raise\":0}", probes);
        for (int i = 0; i < probes.size(); i++) {
            LapwingProcess process = processes.get(i);
            DeviceKey probe = probes.get(i);
            within(PATIENCE, () -> {
                process.post("/v1/devices/" + probe.device() + "/telemetry", admin, "{\"probe\":1}");
                assertThat(alerts(probe)).isNotEmpty();
            });
        }
    }

    /// The alerts of a device, newest first.
    List<SeenAlert> alerts(DeviceKey device) {
        HttpResponse<String> found = processes.getFirst()
                .get("/v1/alerts?limit=200&deviceId=" + device.device(), admin);
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        return SeenAlert.ofList(found.body()).toList();
    }
}

package io.lapwing.local.app.wire;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A running process with one tenant, and what a test asks of it.
public final class Site implements AutoCloseable {

    public static final String TENANT = "acme";
    static final long T0 = 1_767_225_600_000L;

    private static final AtomicInteger DEVICES = new AtomicInteger();

    private final LapwingProcess process;
    private final String admin;

    private Site(LapwingProcess process) {
        this.process = process;
        this.admin = process.token(TENANT, "admin");
    }

    public static Site open(Path folder) {
        return open(LapwingProcess.on(folder.resolve("data")));
    }

    /// @param process yet to be started; the site ends it
    public static Site open(LapwingProcess process) {
        return new Site(process.start());
    }

    public LapwingProcess process() {
        return process;
    }

    /// The token of an admin of the tenant.
    public String admin() {
        return admin;
    }

    /// A device that no other test knows, registered and connected.
    public WireDevice device() throws Exception {
        DeviceKey key = key("device");
        return WireDevice.connect(process.mqttAddress(), key, process.register(key, admin));
    }

    public AccessToken register(DeviceKey key) {
        return process.register(key, admin);
    }

    /// Registers a device of any kind.
    public AccessToken register(String json) {
        HttpResponse<String> created = post("/v1/devices", json);
        Matcher password = Pattern.compile("\"password\":\"([^\"]+)\"").matcher(created.body());
        if (created.statusCode() != 201 || !password.find()) {
            throw new AssertionError(created.body());
        }
        return new AccessToken(password.group(1));
    }

    public static DeviceKey key(String prefix) {
        return DeviceKey.of(TENANT, prefix + "-" + DEVICES.incrementAndGet());
    }

    public HttpResponse<String> get(String path) {
        return process.get(path, admin);
    }

    public HttpResponse<String> post(String path, String json) {
        return process.post(path, admin, json);
    }

    /// The raw readings of these metrics from `from` on, at most 200.
    String readings(DeviceKey device, String metrics, Instant from) {
        return ok("/v1/devices/%s/telemetry?metrics=%s&from=%s&to=%s&limit=200".formatted(device.device(),
                URLEncoder.encode(metrics, StandardCharsets.UTF_8), from, from.plusSeconds(86_400)));
    }

    String readings(DeviceKey device, String metrics) {
        return readings(device, metrics, Instant.ofEpochMilli(T0));
    }

    public String latest(DeviceKey device) {
        return ok("/v1/devices/" + device.device() + "/telemetry/latest");
    }

    /// How many values a metric has on the day of T0.
    long count(DeviceKey device, String metric) {
        String body = ok("/v1/devices/%s/telemetry?metrics=%s&bucket=P1D&agg=count&from=%s&to=%s".formatted(
                device.device(), metric, Instant.ofEpochMilli(T0), Instant.ofEpochMilli(T0).plusSeconds(86_400)));
        Matcher count = Pattern.compile("\"count\":(\\d+)").matcher(body);
        return count.find() ? Long.parseLong(count.group(1)) : 0;
    }

    String quarantine() {
        return ok("/v1/quarantine?limit=200");
    }

    /// The id of the one quarantined message of this device.
    String quarantinedOf(DeviceKey device) {
        Matcher item = Pattern.compile("\\{\"id\":\"(Q-[0-9a-f]{32})\"[^{}]*\"" + device.device() + "\"")
                .matcher(quarantine());
        if (!item.find()) {
            throw new AssertionError("nothing of " + device + " in " + quarantine());
        }
        return item.group(1);
    }

    /// A counter of `/metrics`.
    long counter(String name) {
        return counter(process, name);
    }

    static long counter(LapwingProcess process, String name) {
        String metrics = process.send(process.request("/metrics")).body();
        Matcher value = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? ([0-9.E]+)$").matcher(metrics);
        if (!value.find()) {
            throw new AssertionError("no counter " + name + " in\n" + metrics);
        }
        return (long) Double.parseDouble(value.group(1));
    }

    private String ok(String path) {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    @Override
    public void close() {
        process.close();
    }
}

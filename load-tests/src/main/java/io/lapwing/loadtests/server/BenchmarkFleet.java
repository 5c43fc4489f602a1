package io.lapwing.loadtests.server;

import io.lapwing.loadtests.mqtt.DeviceLogin;
import io.lapwing.loadtests.mqtt.FleetMember;
import io.lapwing.loadtests.mqtt.MessageIdentity;
import io.lapwing.loadtests.mqtt.TelemetryMessages;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// The devices of one scenario, which the generator and the server both can name.
///
/// @param headStart how far back the first `ts` lies: the load may run ahead of the clock, but never into the future
public record BenchmarkFleet(TenantId tenant, int devices, Duration headStart) {

    /// Of how many types the devices are, and at how many sites they stand, each site with devices of all types.
    static final int KINDS = 10;

    private static final String NAME = "device-";
    private static final Duration HEAD_START = Duration.ofHours(12);

    public BenchmarkFleet(TenantId tenant, int devices) {
        this(tenant, devices, HEAD_START);
    }

    /// The same devices, whose readings are of now: they send few enough to stay behind the clock.
    public BenchmarkFleet measuringNow() {
        return new BenchmarkFleet(tenant, devices, Duration.ofSeconds(5));
    }

    public List<FleetMember> members() {
        TelemetryMessages messages = new TelemetryMessages(Instant.now().minus(headStart), MessageIdentity.TS);
        return keys().stream().map(key -> new FleetMember(DeviceLogin.of(key, token(key).value()), messages)).toList();
    }

    List<DeviceKey> keys() {
        return IntStream.range(0, devices).mapToObj(i -> DeviceKey.of(tenant.value(), NAME + i)).toList();
    }

    static String typeOf(DeviceKey device) {
        return "type-" + numberOf(device) % KINDS;
    }

    static String siteOf(DeviceKey device) {
        return "site-" + numberOf(device) / KINDS % KINDS;
    }

    private static int numberOf(DeviceKey device) {
        return Integer.parseInt(device.device().value().substring(NAME.length()));
    }

    /// These tokens keep no secret: they are made for one run on the loopback.
    static AccessToken token(DeviceKey device) {
        return new AccessToken("token-of-" + device);
    }
}

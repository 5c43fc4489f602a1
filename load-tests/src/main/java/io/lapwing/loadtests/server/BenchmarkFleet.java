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
public record BenchmarkFleet(TenantId tenant, int devices) {

    /// How far back the first `ts` lies: the load may run ahead of the clock, but never into the future.
    private static final Duration HEAD_START = Duration.ofHours(12);

    public List<FleetMember> members() {
        TelemetryMessages messages = new TelemetryMessages(Instant.now().minus(HEAD_START), MessageIdentity.TS);
        return keys().stream().map(key -> new FleetMember(DeviceLogin.of(key, token(key).value()), messages)).toList();
    }

    List<DeviceKey> keys() {
        return IntStream.range(0, devices).mapToObj(i -> DeviceKey.of(tenant.value(), "device-" + i)).toList();
    }

    /// These tokens keep no secret: they are made for one run on the loopback.
    static AccessToken token(DeviceKey device) {
        return new AccessToken("token-of-" + device);
    }
}

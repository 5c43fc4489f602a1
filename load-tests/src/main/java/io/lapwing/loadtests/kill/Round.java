package io.lapwing.loadtests.kill;

import io.lapwing.loadtests.mqtt.Acknowledged;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.time.Duration;
import java.util.Map;

/// One strike of a run.
///
/// @param what what happened
/// @param toldBefore what the devices had been told shortly before
/// @param healed how long it took until what was hit was there again
/// @param recovered how long it took, from the hit, until a message was stored again
record Round(int number, String what, Map<DeviceKey, Acknowledged> toldBefore, Duration healed, Duration recovered) {

    Round {
        toldBefore = Map.copyOf(toldBefore);
    }

    /// Messages of a device below this number were answered before the strike.
    long end(DeviceKey device) {
        Acknowledged told = toldBefore.get(device);
        return told == null ? 0 : told.below();
    }
}

package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.json.LiveJson;
import io.lapwing.sharedmodel.live.AppUpdate;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.port.AppUpdates;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/// Tells apps of readings that were stored, or changed, where some may be listening: for platforms on which no process
/// lives that apps could listen to. Never throws. Thread-safe.
public final class TellReadings implements BiConsumer<DeviceKey, List<StoredReading>> {

    private final AppUpdates apps;

    public TellReadings(AppUpdates apps) {
        this.apps = apps;
    }

    /// @param readings as they are kept now
    @Override
    public void accept(DeviceKey device, List<StoredReading> readings) {
        if (apps.wanted(device.tenant()).contains(LiveKind.READINGS)) {
            apps.send(readings.stream().map(reading -> update(device, reading)).toList());
        }
    }

    private static AppUpdate update(DeviceKey device, StoredReading reading) {
        String json = new String(LiveJson.reading(device.device(), reading), StandardCharsets.UTF_8);
        return AppUpdate.of(device, LiveKind.READINGS, new JsonText(json));
    }
}

package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.event.AlertEvent;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCleared;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.PresenceEvent;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What apps that listen are told: the same JSON, whatever it comes over.
public final class LiveJson {

    private LiveJson() {}

    private record Reading(String deviceId, Instant ts, long seq, boolean late,
            Map<MetricName, MetricValue> values) {}

    private record Presence(String deviceId, boolean online, Instant at) {}

    /// A reading that was stored, or changed, as it is kept from then on.
    public static byte[] reading(DeviceId device, StoredReading stored) {
        return Json.write(new Reading(device.value(), stored.key().ts(), stored.key().seq(), stored.late(),
                stored.values()));
    }

    public static byte[] presence(PresenceEvent event, Instant at) {
        return Json.write(new Presence(event.device().device().value(), event instanceof DeviceCameOnline, at));
    }

    /// @param alert as it is now, which may be further than what the event tells of
    public static byte[] alert(AlertEvent event, Alert alert) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("change", switch (event) {
            case AlertRaised _ -> "raised";
            case AlertCleared _ -> "cleared";
            case AlertCaredFor cared -> cared.deed().name().toLowerCase(Locale.ROOT);
        });
        data.put("alert", AppJson.alert(alert));
        return Json.write(data);
    }

    /// @param file as it is now, without addresses
    public static byte[] file(StoredFile file) {
        return Json.write(AppJson.file(file));
    }

    public static byte[] command(Command command) {
        return Json.write(AppJson.command(command));
    }
}

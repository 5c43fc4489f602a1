package io.lapwing.chatbot.domain.language;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.document.JsonText;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What was said along with an intent, and nothing that was not said. Times are half-open, `[from, to)`.
///
/// @param devices in the order in which they were said
/// @param state of devices `online`, `offline`, `alert`; of alerts `open`, `cleared`
/// @param scope `me`, `channel` or `all`
/// @param agg `avg`, `min`, `max`, `sum`, `count`, `first` or `last`
/// @param target of a clarification the intent that it is about, of files the name as it was said
public record Slots(List<DeviceId> devices, @Nullable String type, @Nullable String site, @Nullable String state,
        @Nullable Severity severity, @Nullable String metric, List<AlertId> alerts, @Nullable Instant from,
        @Nullable Instant to, @Nullable Instant until, @Nullable String method, @Nullable JsonText params,
        @Nullable String scope, @Nullable String agg, @Nullable String target) {

    public static final Slots EMPTY = new Slots(List.of(), null, null, null, null, null, List.of(), null, null, null,
            null, null, null, null, null);

    public Slots {
        devices = List.copyOf(devices);
        alerts = List.copyOf(alerts);
    }

    public boolean isEmpty() {
        return equals(EMPTY);
    }

    SlotsBuilder change() {
        return new SlotsBuilder(this);
    }
}

package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.alert.Episode;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.json.RuleJson;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Collects what a preview finds. Not thread-safe.
final class PreviewResult {
    private static final int MAX_ITEMS = 1000;

    private record Item(String deviceId, Instant startedAt, Instant raisedAt, @Nullable Instant clearedAt,
            @Nullable Number value) {}

    private record Result(List<Item> items, int devices, boolean truncated) {}

    private final List<Item> items = new ArrayList<>();
    private int devices;
    private boolean truncated;

    /// @param truncated whether it is known already that there is more than will be found
    PreviewResult(boolean truncated) {
        this.truncated = truncated;
    }

    /// That there is more than was looked at.
    void cut() {
        truncated = true;
    }

    boolean isFull() {
        return items.size() == MAX_ITEMS;
    }

    /// What was found on one device.
    void add(DeviceKey device, List<Episode> episodes) {
        devices++;
        for (Episode episode : episodes) {
            if (isFull()) {
                cut();
                return;
            }
            Double value = episode.value();
            items.add(new Item(device.device().value(), episode.startedAt(), episode.raisedAt(), episode.clearedAt(),
                    value == null ? null : RuleJson.number(value)));
        }
    }

    Object toJson() {
        return new Result(items, devices, truncated);
    }
}

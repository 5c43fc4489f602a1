package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.PresenceRules;
import io.lapwing.deviceingest.domain.WatchedDevice;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.RuleLookup;
import io.lapwing.sharedmodel.port.WatchStore;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// The function `checkDevices`, run every few seconds: looks at each device at which it is time to look, whether it has
/// fallen silent, is stale or offline for a rule, or has an alert that nobody was told of. It takes the time of the run,
/// and says how many devices it looked at.
///
/// Any number of runs may go on at once: each look decides on what it finds, and what one has done the next finds done.
/// Thread-safe. What it has not done when it throws [io.lapwing.sharedmodel.port.StoreUnavailable] the next run does.
public final class CheckDevices implements Function<Instant, Integer> {

    private static final int PAGE = 200;

    /// What is due beyond that, the next run looks at.
    private static final int MAX_LOOKS = 50_000;

    private final WatchStore watches;
    private final WatchDevices watcher;

    /// @param rules as they are: what a rule has opened that is not among them is cleared
    public CheckDevices(WatchStore watches, DeviceLookup devices, RuleLookup rules, PresenceRules presences) {
        this.watches = watches;
        watcher = new WatchDevices(devices, rules, presences);
    }

    @Override
    public Integer apply(Instant now) {
        Set<DeviceKey> looked = new HashSet<>();
        for (Set<DeviceKey> due = due(now, looked); !due.isEmpty()
                && looked.size() < MAX_LOOKS; due = due(now, looked)) {
            Map<DeviceKey, WatchedDevice> watched = watcher.lookUp(due);
            for (DeviceKey device : due) {
                WatchedDevice rules = Objects.requireNonNull(watched.get(device));
                watches.look(device, now, false, rules::isLookedAt);
            }
            looked.addAll(due);
        }
        return looked.size();
    }

    /// Those that this run has not looked at yet: a store may go on naming a device for a moment.
    private Set<DeviceKey> due(Instant now, Set<DeviceKey> looked) {
        List<DeviceKey> page = watches.due(now, PAGE);
        Set<DeviceKey> due = new LinkedHashSet<>(page);
        due.removeAll(looked);
        return due;
    }
}

package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.PresenceNews;
import io.lapwing.deviceingest.domain.WatchedDevice;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.WatchStore;
import io.lapwing.sharedmodel.watch.DeviceWatch;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Takes what is told of devices' presence into the store. What says nothing new leaves no trace there. Thread-safe.
public final class PresenceUpdates {

    private final WatchStore watches;
    private final WatchDevices watcher;

    /// News of a device.
    ///
    /// @param isSign whether the device itself did something, and is seen by that
    record Told(DeviceKey device, PresenceNews news, Instant at, boolean isSign) {}

    public PresenceUpdates(WatchStore watches, WatchDevices watcher) {
        this.watches = watches;
        this.watcher = watcher;
    }

    /// These devices were seen by what they sent, whether or not that is news.
    ///
    /// @param receivedAt when the last message of each was received
    void see(Map<DeviceKey, Instant> receivedAt) {
        Map<DeviceKey, WatchedDevice> watched = watcher.lookUp(receivedAt.keySet());
        receivedAt.forEach((device, at) -> watches.look(device, at, true, (sighting, ids) -> Objects.requireNonNull(
                watched.get(device)).hears(new PresenceNews.Seen(), sighting, ids)));
    }

    /// @param told in order
    /// @return for each whether its device is registered; if not, it had no effect
    List<Boolean> take(List<Told> told) {
        Set<DeviceKey> devices = new HashSet<>();
        told.forEach(news -> devices.add(news.device()));
        Map<DeviceKey, WatchedDevice> watched = watcher.lookUp(devices);
        Map<DeviceKey, DeviceWatch> unchanged = new HashMap<>(watches.find(devices));
        return told.stream().map(news -> take(news, Objects.requireNonNull(watched.get(news.device())), unchanged))
                .toList();
    }

    /// @param unchanged what is remembered of devices that this batch has not changed yet
    private boolean take(Told told, WatchedDevice watched, Map<DeviceKey, DeviceWatch> unchanged) {
        DeviceWatch watch = unchanged.get(told.device());
        if (watch != null && !told.news().changes(watch.presence(), told.at())) {
            return true;
        }
        unchanged.remove(told.device());
        return watches.look(told.device(), told.at(), told.isSign(),
                (sighting, ids) -> watched.hears(told.news(), sighting, ids));
    }
}

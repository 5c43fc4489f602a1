package io.lapwing.sharedmodel.live;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What somebody wants to listen to.
///
/// @param devices of which devices; of all of the tenant where it is empty
/// @param kinds of which kinds; at least one, and where devices are named not files alone, which are of no device
public record StreamWish(TenantId tenant, Set<DeviceId> devices, Set<LiveKind> kinds) {

    public StreamWish {
        devices = Set.copyOf(devices);
        kinds = Set.copyOf(kinds);
        if (kinds.isEmpty() || (!devices.isEmpty() && kinds.equals(Set.of(LiveKind.FILES)))) {
            throw new IllegalArgumentException("who listens to nothing needs no ticket");
        }
    }

    /// The topic filters that say so: a kind at a time, each in the order of the devices.
    public List<String> topics() {
        return kinds.stream().sorted().flatMap(kind -> devices.isEmpty()
                ? Stream.of(AppTopic.ofAll(tenant, kind))
                : ofDevices(kind)).toList();
    }

    private Stream<String> ofDevices(LiveKind kind) {
        return kind == LiveKind.FILES
                ? Stream.empty()
                : devices.stream().map(device -> AppTopic.of(tenant, kind, device)).sorted();
    }
}

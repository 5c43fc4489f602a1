package io.lapwing.sharedmodel.event;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;

/// A device came, or went.
public sealed interface PresenceEvent extends Event {

    DeviceKey device();

    WatchPosition place();

    @Override
    default TenantId tenant() {
        return device().tenant();
    }

    @Override
    default String orderKey() {
        return "watch/" + device();
    }

    @Override
    default long position() {
        return place().value();
    }

    record DeviceCameOnline(DeviceKey device, WatchPosition place) implements PresenceEvent {}

    record DeviceWentOffline(DeviceKey device, WatchPosition place) implements PresenceEvent {}
}

package io.lapwing.sharedmodel.event;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.shadow.ShadowName;

/// A shadow changed.
public sealed interface ShadowEvent extends Event {

    DeviceKey device();

    @Override
    default TenantId tenant() {
        return device().tenant();
    }

    /// What is desired differs from what is reported, and the device has to be told.
    ///
    /// @param version of the shadow after the change
    record ShadowDiffered(DeviceKey device, ShadowName shadow, long version) implements ShadowEvent {

        @Override
        public String orderKey() {
            return "shadow/" + device + "/" + shadow;
        }

        @Override
        public long position() {
            return version;
        }
    }
}

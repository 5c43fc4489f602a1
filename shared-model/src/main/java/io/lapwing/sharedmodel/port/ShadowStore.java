package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowName;

import java.util.List;
import java.util.Optional;

/// The shadows of devices. They go when their device goes.
///
/// Thread-safe. Reads see every write that has returned. A shadow is one item under its key; writes are compare-and-set
/// on its version. All methods throw [StoreUnavailable] when the store cannot be reached in time.
public interface ShadowStore {

    /// How many shadows a device can have.
    int MAX_SHADOWS = 100;

    /// What became of a write.
    enum Written {
        DONE,
        /// Another version has come in between: nothing has changed.
        CONFLICT,
        /// The device is not registered: nothing has changed.
        NO_SUCH_DEVICE,
        /// The device has [#MAX_SHADOWS] shadows: nothing has changed. A few more than that may come about where
        /// several are made at the same moment.
        TOO_MANY
    }

    /// A shadow that somebody has written; empty too for a device that is not registered.
    Optional<Shadow> find(DeviceKey device, ShadowName name);

    /// Stores a shadow in place of the version before, or as the first where its version is 1; its events go into the
    /// outbox in the same transaction. Times are kept to the millisecond. An outage may leave open whether it was
    /// stored.
    ///
    /// @param events at most ten
    Written save(Shadow shadow, List<RecordedEvent> events);
}

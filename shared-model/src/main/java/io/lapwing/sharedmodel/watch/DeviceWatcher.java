package io.lapwing.sharedmodel.watch;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.ReadingKey;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// Watches over devices: told by the store of what it is about to write, it says what follows, and the store writes
/// both in one transaction. That is how a reading and the alert that it raises are stored both or neither, whatever is
/// killed, redelivered, or done at the same time elsewhere.
///
/// A device is sighted once in each transaction of a [io.lapwing.sharedmodel.port.TelemetryStore#append], with all that
/// the transaction brings of it. A store may commit a list of messages in several transactions, of one or more whole
/// messages each, in their order. Sighted are the devices whose `lastSeenAt` such a message moves: those that its
/// readings are of, and its source, which may have none of its own.
///
/// Thread-safe.
public interface DeviceWatcher {

    /// Watches nothing.
    DeviceWatcher NOBODY = _ -> new Watching() {

        @Override
        public boolean watches(DeviceKey device, boolean online) {
            return false;
        }

        @Override
        public Observation observe(Sighting sighting, Supplier<AlertId> ids) {
            return Observation.nothing(sighting.watch());
        }
    };

    /// Looks up whatever is needed to watch these devices, before the transaction begins.
    ///
    /// @param devices all that may be sighted; some of them may not be registered
    /// @throws io.lapwing.sharedmodel.port.StoreUnavailable when it cannot be looked up
    Watching watching(Set<DeviceKey> devices);

    /// What was looked up, and decides without a further look at the world. A store may ask several times about one
    /// sighting, and use the last answer.
    interface Watching {

        /// Whether anything could follow from a sighting of this device. If not, it is not sighted, and what is
        /// remembered of it is not even read: that keeps devices cheap that no rule watches.
        ///
        /// @param online whether it is, as far as is remembered
        default boolean watches(DeviceKey device, boolean online) {
            return true;
        }

        /// What follows from a sighting. What it throws ends the transaction, and none of its messages is stored.
        ///
        /// @param ids of alerts that are raised; each is good once, and may be left unused
        Observation observe(Sighting sighting, Supplier<AlertId> ids);
    }

    /// What a transaction has seen of one device.
    ///
    /// @param readings those that take effect now: new ones, changed ones, and ones that were there already; in the
    /// order in which they came
    /// @param watch what is remembered so far; [DeviceWatch#nothingAt(Instant)] of `now` where nothing is
    /// @param newestReading where the newest reading of the device stands that was stored before the transaction; null
    /// for none
    /// @param lastSeenAt when a message of the device was last accepted before the transaction; null for never
    /// @param now the latest time of receipt among the device's messages in the transaction, or the time of a look
    record Sighting(DeviceKey device, List<Reading> readings, DeviceWatch watch, @Nullable ReadingKey newestReading,
            @Nullable Instant lastSeenAt, Instant now) {

        public Sighting {
            readings = List.copyOf(readings);
        }
    }
}

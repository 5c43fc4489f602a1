package io.lapwing.local.app.machine;

import java.time.Instant;
import java.util.Map;

/// A thing with sensors. What it does depends on nothing but the time, so that it can be told beforehand.
///
/// Immutable.
public sealed interface Machine permits Cooled, Pump, Probe, Gateway {

    DeviceModel model();

    /// This machine at a later time.
    Machine at(Instant now);

    /// What its sensors read, by metric.
    Map<String, Object> readings();

    /// Whether the network reaches where it is.
    default boolean isInReach() {
        return true;
    }
}

package io.lapwing.local.app.machine;

import java.time.Instant;

/// A machine that keeps something cold.
public sealed interface Cooled extends Machine permits ColdStore, Truck {

    /// The temperature that it is to keep, in °C.
    double target();

    /// This machine with another temperature to keep.
    Cooled aimingAt(double target);

    @Override
    Cooled at(Instant now);
}

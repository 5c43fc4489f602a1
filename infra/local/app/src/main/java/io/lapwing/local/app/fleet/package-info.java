/// Devices that exist only in software: the demo fleet, and the fleets of `simulate`.
@NullMarked
package io.lapwing.local.app.fleet;

import org.jspecify.annotations.NullMarked;

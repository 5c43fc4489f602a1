/// Devices: what is registered, and how a device proves who it is.
@NullMarked
package io.lapwing.sharedmodel.device;

import org.jspecify.annotations.NullMarked;

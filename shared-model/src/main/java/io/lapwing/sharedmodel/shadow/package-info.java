/// Desired and reported states of devices.
@NullMarked
package io.lapwing.sharedmodel.shadow;

import org.jspecify.annotations.NullMarked;

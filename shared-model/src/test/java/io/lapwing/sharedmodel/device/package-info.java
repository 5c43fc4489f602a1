/// Tests of devices and their names.
@NullMarked
package io.lapwing.sharedmodel.device;

import org.jspecify.annotations.NullMarked;

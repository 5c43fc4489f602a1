/// Takes in what devices send.
@NullMarked
package io.lapwing.deviceingest;

import org.jspecify.annotations.NullMarked;

/// Rules that watch over devices, and the alerts that they raise.
@NullMarked
package io.lapwing.sharedmodel.alert;

import org.jspecify.annotations.NullMarked;

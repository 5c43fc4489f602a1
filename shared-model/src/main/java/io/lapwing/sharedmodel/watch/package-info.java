/// What is remembered of a device to watch over it: its presence, and how its rules stand.
@NullMarked
package io.lapwing.sharedmodel.watch;

import org.jspecify.annotations.NullMarked;

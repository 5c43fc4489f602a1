/// The process as a whole, through what it shows to the outside.
@NullMarked
package io.lapwing.local.app;

import org.jspecify.annotations.NullMarked;

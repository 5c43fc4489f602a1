/// Proof that the build refuses what it says it refuses.
@NullMarked
package io.lapwing.gates;

import org.jspecify.annotations.NullMarked;

/// What is done to a running Lapwing, and the proof that nothing was lost or doubled by it.
@NullMarked
package io.lapwing.loadtests.kill;

import org.jspecify.annotations.NullMarked;

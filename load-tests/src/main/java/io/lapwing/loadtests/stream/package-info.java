/// Live updates: how soon apps see what devices send.
@NullMarked
package io.lapwing.loadtests.stream;

import org.jspecify.annotations.NullMarked;

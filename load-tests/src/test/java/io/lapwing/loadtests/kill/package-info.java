@NullMarked
package io.lapwing.loadtests.kill;

import org.jspecify.annotations.NullMarked;

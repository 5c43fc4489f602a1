@NullMarked
package io.lapwing.loadtests.process;

import org.jspecify.annotations.NullMarked;

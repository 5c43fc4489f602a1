@NullMarked
package io.lapwing.loadtests.bare;

import org.jspecify.annotations.NullMarked;

/// The processes that are measured and killed.
@NullMarked
package io.lapwing.loadtests.process;

import org.jspecify.annotations.NullMarked;

/// What a run prints and writes.
@NullMarked
package io.lapwing.loadtests.report;

import org.jspecify.annotations.NullMarked;

/// The run of the command benchmark.
@NullMarked
package io.lapwing.loadtests.commands;

import org.jspecify.annotations.NullMarked;

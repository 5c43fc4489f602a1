/// The functions, their triggers and their entry, without AWS's client and without tracing.
@NullMarked
package io.lapwing.loadtests.coldstart.inmemory;

import org.jspecify.annotations.NullMarked;

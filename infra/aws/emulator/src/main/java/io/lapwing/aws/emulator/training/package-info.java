/// Runs a function as it will run, so that the JVM learns what to keep ready in its AOT cache.
@NullMarked
package io.lapwing.aws.emulator.training;

import org.jspecify.annotations.NullMarked;

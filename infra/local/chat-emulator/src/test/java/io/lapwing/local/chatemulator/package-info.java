/// Tests of the emulated chat platforms.
@NullMarked
package io.lapwing.local.chatemulator;

import org.jspecify.annotations.NullMarked;

/// What is measured, in a process of its own, so that its memory is not the generator's.
@NullMarked
package io.lapwing.loadtests.server;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.lapwing.loadtests.gatling;

import org.jspecify.annotations.NullMarked;

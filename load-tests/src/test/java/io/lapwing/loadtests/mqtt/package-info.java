@NullMarked
package io.lapwing.loadtests.mqtt;

import org.jspecify.annotations.NullMarked;

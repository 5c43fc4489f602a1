/// A light fleet of MQTT devices: one thread, plain sockets, hand-written packets, so that it takes little of the
/// processors that it shares with what it measures.
@NullMarked
package io.lapwing.loadtests.mqtt;

import org.jspecify.annotations.NullMarked;

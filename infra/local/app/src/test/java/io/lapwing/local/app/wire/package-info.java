/// The device protocol and the REST interface, from outside: every test talks to a running process over MQTT and HTTP.
@NullMarked
package io.lapwing.local.app.wire;

import org.jspecify.annotations.NullMarked;

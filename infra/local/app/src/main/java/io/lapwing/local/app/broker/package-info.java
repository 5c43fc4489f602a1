/// The embedded MQTT broker: HiveMQ CE, made to acknowledge a reading once it is in the store.
@NullMarked
package io.lapwing.local.app.broker;

import org.jspecify.annotations.NullMarked;

/// The ports on one machine: PostgreSQL, embedded or not, and any MQTT broker.
@NullMarked
package io.lapwing.local.adapters;

import org.jspecify.annotations.NullMarked;

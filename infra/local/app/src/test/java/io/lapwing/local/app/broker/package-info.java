/// The embedded broker, tried with real clients.
@NullMarked
package io.lapwing.local.app.broker;

import org.jspecify.annotations.NullMarked;

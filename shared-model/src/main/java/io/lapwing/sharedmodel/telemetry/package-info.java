/// Telemetry: messages as they arrive, readings as they are kept, and what became of each message.
@NullMarked
package io.lapwing.sharedmodel.telemetry;

import org.jspecify.annotations.NullMarked;

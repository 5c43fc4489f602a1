/// The process that `up` starts: its parts, put together, started and stopped in their order.
@NullMarked
package io.lapwing.local.app.process;

import org.jspecify.annotations.NullMarked;

/// How the process is put together.
@NullMarked
package io.lapwing.local.app.process;

import org.jspecify.annotations.NullMarked;

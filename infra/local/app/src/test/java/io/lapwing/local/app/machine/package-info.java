@NullMarked
package io.lapwing.local.app.machine;

import org.jspecify.annotations.NullMarked;

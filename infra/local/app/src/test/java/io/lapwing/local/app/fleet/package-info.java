@NullMarked
package io.lapwing.local.app.fleet;

import org.jspecify.annotations.NullMarked;

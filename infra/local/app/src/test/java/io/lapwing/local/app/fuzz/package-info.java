/// The REST interface, asked what nobody thought of; in profile `fuzz` alone.
@NullMarked
package io.lapwing.local.app.fuzz;

import org.jspecify.annotations.NullMarked;

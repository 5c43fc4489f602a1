/// Whole requests through the function `api`, against the stores in memory.
@NullMarked
package io.lapwing.restapi.functions;

import org.jspecify.annotations.NullMarked;

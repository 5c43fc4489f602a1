/// What every platform answers, as a client sees it.
@NullMarked
package io.lapwing.restapi.scenarios;

import org.jspecify.annotations.NullMarked;

/// The function `api`: everything that is asked over HTTP.
@NullMarked
package io.lapwing.restapi;

import org.jspecify.annotations.NullMarked;

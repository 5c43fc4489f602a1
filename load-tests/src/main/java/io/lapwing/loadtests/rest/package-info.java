/// What apps get through REST, compared with a bare server on the same data.
@NullMarked
package io.lapwing.loadtests.rest;

import org.jspecify.annotations.NullMarked;

/// Decisions on requests, one rule at a time.
@NullMarked
package io.lapwing.restapi.domain;

import org.jspecify.annotations.NullMarked;

/// What a REST request means and whether it may be answered: pure, without JSON and without stores.
@NullMarked
package io.lapwing.restapi.domain;

import org.jspecify.annotations.NullMarked;

/// The function as its configuration puts it together.
@NullMarked
package io.lapwing.restapi;

import org.jspecify.annotations.NullMarked;

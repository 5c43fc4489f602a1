/// The wiring of a house that breaks the rules.
@NullMarked
package io.lapwing.architecture.broken.restapi;

import org.jspecify.annotations.NullMarked;

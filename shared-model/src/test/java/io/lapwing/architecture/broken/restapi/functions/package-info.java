/// Functions of a third module.
@NullMarked
package io.lapwing.architecture.broken.restapi.functions;

import org.jspecify.annotations.NullMarked;

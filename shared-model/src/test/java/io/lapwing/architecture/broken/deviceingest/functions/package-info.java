/// Functions of a house that breaks the rules.
@NullMarked
package io.lapwing.architecture.broken.deviceingest.functions;

import org.jspecify.annotations.NullMarked;

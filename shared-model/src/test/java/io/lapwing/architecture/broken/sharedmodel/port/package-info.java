/// Ports of a house that breaks the rules.
@NullMarked
package io.lapwing.architecture.broken.sharedmodel.port;

import org.jspecify.annotations.NullMarked;

/// Adapters of a house that breaks the rules.
@NullMarked
package io.lapwing.architecture.broken.sharedmodel.inmemory;

import org.jspecify.annotations.NullMarked;

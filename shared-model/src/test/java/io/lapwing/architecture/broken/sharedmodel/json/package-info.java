/// The one place of this house that may know Jackson.
@NullMarked
package io.lapwing.architecture.broken.sharedmodel.json;

import org.jspecify.annotations.NullMarked;

/// JSON that is kept as JSON.
@NullMarked
package io.lapwing.sharedmodel.document;

import org.jspecify.annotations.NullMarked;

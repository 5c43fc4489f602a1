/// Tests of the shared model as a whole.
@NullMarked
package io.lapwing.sharedmodel;

import org.jspecify.annotations.NullMarked;

/// Work that one function hands to another.
@NullMarked
package io.lapwing.sharedmodel.work;

import org.jspecify.annotations.NullMarked;

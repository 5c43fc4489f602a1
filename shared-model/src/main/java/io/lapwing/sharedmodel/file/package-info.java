/// Files, and the objects that hold their bytes.
@NullMarked
package io.lapwing.sharedmodel.file;

import org.jspecify.annotations.NullMarked;

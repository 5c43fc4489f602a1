/// The one place of this house that may know FastCSV.
@NullMarked
package io.lapwing.architecture.broken.sharedmodel.csv;

import org.jspecify.annotations.NullMarked;

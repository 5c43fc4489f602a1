/// Tests of how tables are read.
@NullMarked
package io.lapwing.sharedmodel.csv;

import org.jspecify.annotations.NullMarked;

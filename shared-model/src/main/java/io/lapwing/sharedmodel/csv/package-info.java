/// Tables that people write in their spreadsheets.
@NullMarked
package io.lapwing.sharedmodel.csv;

import org.jspecify.annotations.NullMarked;

/// From the bytes of a file that nobody vouches for to the rows of its tables, in constant memory. Nothing is ever
/// written: the names in an archive are only read, to be told.
@NullMarked
package io.lapwing.fileprocessor.reading;

import org.jspecify.annotations.NullMarked;

/// Writes readings as Parquet files.
@NullMarked
package io.lapwing.fileprocessor.lake;

import org.jspecify.annotations.NullMarked;

/// Tests of how files are read.
@NullMarked
package io.lapwing.fileprocessor.reading;

import org.jspecify.annotations.NullMarked;

/// Functions that make readings of the files that people upload.
@NullMarked
package io.lapwing.fileprocessor;

import org.jspecify.annotations.NullMarked;

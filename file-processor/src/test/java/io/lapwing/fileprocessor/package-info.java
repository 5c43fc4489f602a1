/// Tests of the module as a whole.
@NullMarked
package io.lapwing.fileprocessor;

import org.jspecify.annotations.NullMarked;

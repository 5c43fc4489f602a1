/// Functions that take from the machine what should be given to them.
@NullMarked
package io.lapwing.architecture.broken.fileprocessor.functions;

import org.jspecify.annotations.NullMarked;

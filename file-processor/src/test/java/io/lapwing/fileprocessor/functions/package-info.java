@NullMarked
package io.lapwing.fileprocessor.functions;

import org.jspecify.annotations.NullMarked;

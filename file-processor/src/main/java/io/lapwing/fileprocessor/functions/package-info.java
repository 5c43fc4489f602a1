/// What is done with files: each function loads, decides and stores.
@NullMarked
package io.lapwing.fileprocessor.functions;

import org.jspecify.annotations.NullMarked;

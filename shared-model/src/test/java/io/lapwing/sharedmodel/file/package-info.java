/// Tests of files and objects.
@NullMarked
package io.lapwing.sharedmodel.file;

import org.jspecify.annotations.NullMarked;

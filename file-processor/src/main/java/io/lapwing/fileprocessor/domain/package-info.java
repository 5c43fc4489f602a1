/// What the rows of a table mean.
@NullMarked
package io.lapwing.fileprocessor.domain;

import org.jspecify.annotations.NullMarked;

/// Tests of what rows mean.
@NullMarked
package io.lapwing.fileprocessor.domain;

import org.jspecify.annotations.NullMarked;

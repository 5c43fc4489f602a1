/// Decisions that are given everything.
@NullMarked
package io.lapwing.architecture.broken.fileprocessor.domain;

import org.jspecify.annotations.NullMarked;

package io.lapwing.fileprocessor.functions;

import io.lapwing.sharedmodel.file.FileFinding;

import org.jspecify.annotations.Nullable;

/// How far a call came with the rows of a file.
sealed interface Course {

    /// The next call is to go on.
    record OutOfTime() implements Course {}

    /// @param finding what keeps the rest of a released file from being read
    record AtEnd(@Nullable FileFinding finding) implements Course {}
}

package io.lapwing.sharedmodel.file;

import org.jspecify.annotations.Nullable;

/// A rejected row, as a file's report names it.
///
/// @param entry the name of its table in its archive; null where there is one table only
public record ReportedReject(@Nullable String entry, long line, FileCode code, String message) {}

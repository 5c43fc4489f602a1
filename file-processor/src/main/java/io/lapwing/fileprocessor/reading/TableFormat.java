package io.lapwing.fileprocessor.reading;

import java.nio.charset.Charset;

import org.jspecify.annotations.Nullable;

/// How a table is written.
///
/// @param entry its name in its archive; null where there is one table only
/// @param delimiter of CSV; null for lines of JSON
/// @param rows how many there are, without the header
public record TableFormat(@Nullable String entry, Charset charset, @Nullable Character delimiter, long rows) {}

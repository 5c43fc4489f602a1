package io.lapwing.sharedmodel.file;

import java.time.Instant;

/// What is known of an object without its bytes.
///
/// @param storedAt to the second
public record ObjectInfo(long size, ContentType type, Instant storedAt) {}

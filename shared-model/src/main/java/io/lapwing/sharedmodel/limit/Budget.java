package io.lapwing.sharedmodel.limit;

/// Requests that somebody may still make.
///
/// @param owner whose they are; no two owners of one limiter have the same name
public record Budget(String owner, RateLimit limit) {}

package io.lapwing.aws.adapters;

/// The names of the two tables, both with the keys `pk` and `sk` (strings) and the time to live `expiresAt` (seconds).
///
/// @param registry devices, their state, credentials, claims, quarantine and audit
/// @param readings packs of readings, apart because their volume, retention and price are of another order
public record DynamoDbTables(String registry, String readings) {}

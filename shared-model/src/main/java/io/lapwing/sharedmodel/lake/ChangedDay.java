package io.lapwing.sharedmodel.lake;

/// A day whose readings have changed.
///
/// @param version another one after each change
public record ChangedDay(TenantDay day, long version) {}

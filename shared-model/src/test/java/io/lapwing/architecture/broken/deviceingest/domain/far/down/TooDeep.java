package io.lapwing.architecture.broken.deviceingest.domain.far.down;

/// Breaks `PACKAGES_ARE_SHALLOW`.
public record TooDeep(String name) {}

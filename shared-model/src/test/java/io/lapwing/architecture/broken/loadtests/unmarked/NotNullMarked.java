package io.lapwing.architecture.broken.loadtests.unmarked;

/// Breaks `PACKAGES_ARE_NULL_MARKED`: its package says nothing.
public record NotNullMarked(String name) {}

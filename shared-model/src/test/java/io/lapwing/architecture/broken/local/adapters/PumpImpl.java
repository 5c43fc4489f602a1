package io.lapwing.architecture.broken.local.adapters;

/// Breaks `NAMES_SAY_SOMETHING`.
public record PumpImpl(String name) {}

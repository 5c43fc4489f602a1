package io.lapwing.architecture.broken.deviceingest.functions;

/// Keeps to the rules.
public record FunctionOfADevice(String name) {}

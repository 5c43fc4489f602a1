package io.lapwing.architecture.broken.deviceingest.domain;

import io.lapwing.architecture.broken.deviceingest.functions.FunctionOfADevice;

/// Breaks `DOMAIN_SEES_NO_FUNCTION`, and so `DOMAIN_IS_PURE`.
public record DomainThatCallsAFunction(FunctionOfADevice function) {}

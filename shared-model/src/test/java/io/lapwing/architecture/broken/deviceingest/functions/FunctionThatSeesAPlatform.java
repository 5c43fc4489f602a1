package io.lapwing.architecture.broken.deviceingest.functions;

import io.lapwing.architecture.broken.local.adapters.DriverOfAPlatform;

/// Breaks `PLATFORMS_STAY_OUTSIDE`.
public record FunctionThatSeesAPlatform(DriverOfAPlatform driver) {}

package io.lapwing.architecture.broken.aws.adapters;

import io.lapwing.architecture.broken.local.adapters.DriverOfAPlatform;

/// Breaks `PLATFORMS_STAY_OUTSIDE`.
public record PlatformThatSeesAnother(DriverOfAPlatform driver) {}

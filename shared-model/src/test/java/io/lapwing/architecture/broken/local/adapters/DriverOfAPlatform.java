package io.lapwing.architecture.broken.local.adapters;

import org.assertj.core.description.Description;

/// Keeps to the rules: a platform may see a vendor.
public record DriverOfAPlatform(Description description) {}

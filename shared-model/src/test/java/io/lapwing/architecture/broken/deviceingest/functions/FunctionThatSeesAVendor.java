package io.lapwing.architecture.broken.deviceingest.functions;

import org.assertj.core.description.Description;

/// Breaks `VENDORS_ONLY_UNDER_INFRA`: here the vendor is a test library.
public record FunctionThatSeesAVendor(Description description) {}

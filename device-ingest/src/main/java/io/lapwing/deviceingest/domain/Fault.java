package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.telemetry.RefusalCode;

/// Why something cannot be taken.
///
/// @param reason a sentence for people
public record Fault(RefusalCode code, String reason) {}

package io.lapwing.sharedmodel.alert;

import io.lapwing.sharedmodel.device.DeviceId;

import org.jspecify.annotations.Nullable;

/// Which alerts are wanted: those that meet every part that is not null.
///
/// @param site of the alert's device, as it is now
public record AlertFilter(@Nullable Boolean open, @Nullable Severity severity, @Nullable DeviceId device,
        @Nullable String site, @Nullable RuleId rule) {

    public static final AlertFilter ALL = new AlertFilter(null, null, null, null, null);
}

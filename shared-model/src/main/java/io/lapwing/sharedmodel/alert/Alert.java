package io.lapwing.sharedmodel.alert;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// That a rule's condition holds, or held, for a device. There is at most one open alert for each (rule, device).
///
/// @param startedAt the event time of the first breaching reading, or of the last sign of life
/// @param raisedAt the event time at which the condition was met
/// @param clearedAt the event time at which it ended; null while it is open
/// @param value of the reading that raised it; null where there is none
/// @param message what people read, without their having to look anything up
/// @param care what people did about it
/// @param version counts its changes, from 1
public record Alert(AlertId id, DeviceKey device, RuleId rule, Severity severity, Instant startedAt, Instant raisedAt,
        @Nullable Instant clearedAt, @Nullable Double value, String message, Care care, long version) {

    /// @param acknowledgedBy `user:{sub}`
    /// @param silencedUntil until when nobody is told about it
    public record Care(@Nullable String acknowledgedBy, @Nullable Instant acknowledgedAt,
            @Nullable Instant silencedUntil) {

        public static final Care NONE = new Care(null, null, null);
    }

    public boolean isOpen() {
        return clearedAt == null;
    }

    /// This alert with other care, one version on.
    public Alert caredFor(Care changed) {
        return new Alert(id, device, rule, severity, startedAt, raisedAt, clearedAt, value, message, changed,
                version + 1);
    }

    /// This alert at its end, one version on.
    public Alert clearedAt(Instant end) {
        return new Alert(id, device, rule, severity, startedAt, raisedAt, end, value, message, care, version + 1);
    }
}

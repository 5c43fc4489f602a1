package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

/// What stood where a value was expected.
sealed interface ReadValue {

    Nothing NOTHING = new Nothing();

    record Taken(MetricValue value) implements ReadValue {}

    /// @param reason the end of a sentence that begins with the value's name
    record Refused(RefusalCode code, String reason) implements ReadValue {

        static Refused notFinite() {
            return new Refused(RefusalCode.VALUE_NOT_FINITE, "is not a finite number");
        }

        static Refused outOfRange(String reason) {
            return new Refused(RefusalCode.VALUE_OUT_OF_RANGE, reason);
        }
    }

    /// A null: the device has nothing to say of this metric.
    record Nothing() implements ReadValue {}
}

package io.lapwing.sharedmodel.alert;

import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.JsonValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;

/// How a value stands to a limit, as the two are, and not as they would be after one was made the other's type.
final class ExactOrder {

    /// Beyond all 64-bit integers, and itself exact.
    private static final double END = 0x1p63;

    private ExactOrder() {}

    static boolean isNumber(MetricValue value) {
        return switch (value) {
            case IntegerValue _,DecimalValue _ -> true;
            case TextValue _,BooleanValue _,JsonValue _ -> false;
        };
    }

    /// Below zero, zero, or above it: the value is less than, equal to, or greater than the limit.
    static int compare(MetricValue value, double limit) {
        return switch (value) {
            case IntegerValue(long integer) -> compare(integer, limit);
            case DecimalValue(double decimal) -> decimal < limit ? -1 : decimal > limit ? 1 : 0;
            case TextValue _,BooleanValue _,JsonValue _ -> throw new IllegalArgumentException("not a number");
        };
    }

    private static int compare(long integer, double limit) {
        if (limit >= END || limit < -END) {
            return limit > 0 ? -1 : 1;
        }
        long whole = (long) limit;
        return integer == whole ? Double.compare((double) whole, limit + 0.0) : Long.compare(integer, whole);
    }

    static double toDouble(MetricValue value) {
        return switch (value) {
            case IntegerValue(long integer) -> (double) integer;
            case DecimalValue(double decimal) -> decimal;
            case TextValue _,BooleanValue _,JsonValue _ -> throw new IllegalArgumentException("not a number");
        };
    }
}

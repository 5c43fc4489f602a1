package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.JsonValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;

import java.math.BigDecimal;
import java.util.Optional;

/// Values as exact numbers, where they are some.
final class ExactNumbers {

    private ExactNumbers() {}

    static Optional<BigDecimal> of(MetricValue value) {
        return switch (value) {
            case IntegerValue(long number) -> Optional.of(BigDecimal.valueOf(number));
            case DecimalValue(double number) -> Optional.of(new BigDecimal(number));
            case TextValue _,BooleanValue _,JsonValue _ -> Optional.empty();
        };
    }

    /// Whether two values are one: 0 is -0.0, and 5 is 5.0.
    static boolean same(MetricValue one, MetricValue other) {
        if (one.equals(other)) {
            return true;
        }
        Optional<BigDecimal> number = of(one);
        return number.isPresent()
                && of(other).filter(that -> that.compareTo(number.get()) == 0).isPresent();
    }
}

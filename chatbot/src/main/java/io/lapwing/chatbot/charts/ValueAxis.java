package io.lapwing.chatbot.charts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Which values a chart shows, and which of them it names.
///
/// @param low below all values; more than that is not promised of its distance
record ValueAxis(double low, double high, List<Mark> marks) {
    record Mark(double value, String label) {}

    private static final int INTERVALS = 7;
    /// How much room is left above and below.
    private static final double MARGIN = 0.06;
    /// What differs by less is drawn as the same: the arithmetic of doubles ends near here.
    private static final double SMALLEST_RANGE = 1e-300;

    ValueAxis {
        marks = List.copyOf(marks);
    }

    /// An axis for finite values between two.
    static ValueAxis between(double min, double max) {
        // Halves, since the whole difference may be beyond the doubles.
        double halfRange = max / 2 - min / 2;
        double margin = halfRange * 2 * MARGIN;
        if (halfRange < SMALLEST_RANGE) {
            margin = max == 0 ? 1 : Math.max(Math.abs(max) * 0.1, SMALLEST_RANGE);
        }
        double low = Math.max(min - margin, -Double.MAX_VALUE);
        double high = Math.min(max + margin, Double.MAX_VALUE);
        return new ValueAxis(low, high, marks(new BigDecimal(low), new BigDecimal(high)));
    }

    /// Where on the axis a value is: 0 at its low end, 1 at the high one.
    double place(double value) {
        return (value / 2 - low / 2) / (high / 2 - low / 2);
    }

    /// Decimals, since doubles do not know 0.1, and cannot count far from zero.
    private static List<Mark> marks(BigDecimal low, BigDecimal high) {
        BigDecimal step = step(high.subtract(low));
        List<BigDecimal> values = new ArrayList<>();
        for (BigDecimal value = low.divide(step, 0, RoundingMode.CEILING).multiply(step); value
                .compareTo(high) <= 0; value = value.add(step)) {
            values.add(value);
        }
        List<String> labels = ValueLabels.of(values, step);
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            marks.add(new Mark(values.get(i).doubleValue(), labels.get(i)));
        }
        return marks;
    }

    /// The least of 1, 2, 5, 10… that makes no more than so many intervals.
    private static BigDecimal step(BigDecimal range) {
        BigDecimal least = range.divide(BigDecimal.valueOf(INTERVALS), MathContext.DECIMAL64);
        int exponent = least.precision() - least.scale() - 1;
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(exponent);
        for (int factor : new int[]{1, 2, 5}) {
            BigDecimal step = unit.multiply(BigDecimal.valueOf(factor));
            if (step.compareTo(least) >= 0) {
                return step;
            }
        }
        return unit.scaleByPowerOfTen(1);
    }
}

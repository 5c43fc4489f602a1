package io.lapwing.chatbot.charts;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToIntFunction;

/// How the numbers of an axis are written: in full, `12 500.50`, or where that is long, with a power of ten, `1.25×10⁹`.
/// Whoever reads them may know either comma or point, hence the thin space between thousands.
final class ValueLabels {
    private static final int LONG = 11;
    private static final int UNPARTED = 4;
    /// So much shorter has a power of ten to be.
    private static final int WORTH_A_POWER = 4;
    private static final String SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
    private static final char MINUS = '\u2212';
    private static final char THIN_SPACE = '\u202f';

    private ValueLabels() {}

    /// @param step between neighbours, of which each label has as many digits as it takes
    static List<String> of(List<BigDecimal> values, BigDecimal step) {
        int exponent = values.stream().mapToInt(value -> value.signum() == 0 ? Integer.MIN_VALUE : exponent(value))
                .max().orElse(0);
        // Far from this, they would be hundreds of digits.
        boolean plainIsReadable = exponent < 20 && exponent(step) > -20;
        List<String> scientific = values.stream().map(value -> scientific(value, step, exponent)).toList();
        if (!plainIsReadable) {
            return scientific;
        }
        List<String> plain = values.stream().map(value -> plain(value, step)).toList();
        ToIntFunction<List<String>> longest = labels -> labels.stream().mapToInt(String::length).max().orElse(0);
        return longest.applyAsInt(plain) <= LONG
                || longest.applyAsInt(plain) < longest.applyAsInt(scientific) + WORTH_A_POWER ? plain : scientific;
    }

    private static int exponent(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }

    private static String plain(BigDecimal value, BigDecimal step) {
        StringBuilder label = new StringBuilder(digits(value, step));
        int first = value.signum() < 0 ? 1 : 0;
        int point = label.indexOf(".");
        int end = point < 0 ? label.length() : point;
        if (end - first > UNPARTED) {
            for (int at = end - 3; at > first; at -= 3) {
                label.insert(at, THIN_SPACE);
            }
        }
        return label.toString();
    }

    private static String scientific(BigDecimal value, BigDecimal step, int exponent) {
        if (value.signum() == 0) {
            return "0";
        }
        StringBuilder power = new StringBuilder(exponent < 0 ? "\u207b" : "");
        for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            power.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return digits(value.scaleByPowerOfTen(-exponent), step.scaleByPowerOfTen(-exponent)) + "\u00d710" + power;
    }

    /// Neighbours have equally many decimals. Nothing is rounded: values are multiples of the step.
    private static String digits(BigDecimal value, BigDecimal step) {
        return value.setScale(Math.max(0, step.stripTrailingZeros().scale())).toPlainString().replace('-', MINUS);
    }
}

package io.lapwing.fileprocessor.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// A unit and how one gets to its quantity's canonical unit: (x + shift) × numerator ÷ denominator, exact fractions.
record Unit(Quantity quantity, BigDecimal shift, BigDecimal numerator, BigDecimal denominator) {

    private static final int DECIMALS = 4;
    private static final int SIGNIFICANT_DIGITS = 6;
    /// More digits than a double tells apart, and as many as can be divided in one machine word.
    private static final MathContext EXACT = new MathContext(18, RoundingMode.HALF_EVEN);
    private static final MathContext SIGNIFICANT = new MathContext(SIGNIFICANT_DIGITS, RoundingMode.HALF_UP);

    static Unit scaled(Quantity quantity, String numerator, String denominator) {
        return new Unit(quantity, BigDecimal.ZERO, new BigDecimal(numerator), new BigDecimal(denominator));
    }

    boolean isCanonical() {
        return shift.signum() == 0 && numerator.compareTo(denominator) == 0;
    }

    /// A value in the canonical unit, rounded to 4 decimals, or to 6 significant digits where those are more.
    BigDecimal convert(BigDecimal value) {
        BigDecimal exact = value.add(shift).multiply(numerator).divide(denominator, EXACT);
        int digitsBeforePoint = exact.precision() - exact.scale();
        return digitsBeforePoint >= SIGNIFICANT_DIGITS - DECIMALS
                ? exact.setScale(Math.min(DECIMALS, Math.max(exact.scale(), 0)), RoundingMode.HALF_UP)
                : exact.round(SIGNIFICANT);
    }
}

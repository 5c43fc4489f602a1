package io.lapwing.fileprocessor.domain;

import io.lapwing.fileprocessor.domain.Cell.Read;
import io.lapwing.fileprocessor.domain.Cell.Refused;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.Profile;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;

/// Reads the values of a table: numbers of ASCII digits, and `true` and `false` in any case.
final class NumberReader {

    /// A double has 17 digits that say something; what is longer would only cost time to read.
    private static final int MAX_LENGTH = 64;
    private static final int GROUP = 3;

    private final boolean decimalComma;

    NumberReader(Profile profile) {
        this.decimalComma = profile.hasDecimalComma();
    }

    Cell<MetricValue> read(String text) {
        if (text.length() > MAX_LENGTH) {
            return bad("The value has more than " + MAX_LENGTH + " characters.");
        }
        boolean hasComma = text.indexOf(',') >= 0;
        if (hasComma || (decimalComma && text.indexOf('.') >= 0)) {
            return punctuated(text);
        }
        return plain(text, text);
    }

    /// A finite number.
    static Cell<MetricValue> finite(double value) {
        return Double.isFinite(value)
                ? new Read<>(new DecimalValue(value))
                : bad("The value is too large for a 64-bit floating-point number.");
    }

    static Refused<MetricValue> bad(String reason) {
        return new Refused<>(FileCode.BAD_NUMBER, reason);
    }

    private Cell<MetricValue> punctuated(String text) {
        if (!isDigitsAndPunctuation(text)) {
            return noNumber(text);
        }
        if (!decimalComma) {
            return new Refused<>(FileCode.AMBIGUOUS_NUMBER, Cell.quoted(text)
                    + " has a comma, which may stand for decimals or thousands: write 1234.5, or name the profile de.");
        }
        int comma = text.indexOf(',');
        String whole = comma < 0 ? text : text.substring(0, comma);
        boolean isSingleComma = comma == text.lastIndexOf(',') && (comma < 0 || text.indexOf('.', comma) < 0);
        boolean isGerman = isSingleComma && isGrouped(whole);
        return isGerman
                ? plain(text, text.replace(".", "").replace(',', '.'))
                : new Refused<>(FileCode.AMBIGUOUS_NUMBER, Cell.quoted(text)
                        + " is not as the profile de writes numbers: 1234,5 or 1.234,5 would be.");
    }

    private static boolean isDigitsAndPunctuation(String text) {
        boolean hasDigit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            hasDigit |= isDigit(c);
            if (!isDigit(c) && "+-.,eE".indexOf(c) < 0) {
                return false;
            }
        }
        return hasDigit;
    }

    /// Whether dots stand where they part thousands: one to three digits, then three after each dot.
    private static boolean isGrouped(String whole) {
        int first = whole.indexOf('.');
        if (first < 0) {
            return true;
        }
        int signs = whole.startsWith("-") || whole.startsWith("+") ? 1 : 0;
        boolean isGrouped = first > signs && first - signs <= GROUP;
        for (int dot = first; isGrouped && dot < whole.length(); dot += GROUP + 1) {
            isGrouped = whole.charAt(dot) == '.' && whole.length() > dot + GROUP
                    && whole.substring(dot + 1, dot + 1 + GROUP).chars().allMatch(c -> isDigit((char) c));
        }
        return isGrouped;
    }

    /// @param number the text with a dot for decimals and nothing for thousands
    private static Cell<MetricValue> plain(String text, String number) {
        int i = number.startsWith("-") || number.startsWith("+") ? 1 : 0;
        int wholeEnd = digitsEnd(number, i);
        int digits = wholeEnd - i;
        if (wholeEnd == number.length() && digits > 0) {
            return whole(number);
        }
        int end = wholeEnd;
        if (end < number.length() && number.charAt(end) == '.') {
            end = digitsEnd(number, end + 1);
            digits += end - wholeEnd - 1;
        }
        return digits > 0 && (end == number.length() || isExponent(number, end))
                ? finite(Double.parseDouble(number))
                : other(text);
    }

    private static boolean isExponent(String number, int start) {
        if (number.charAt(start) != 'e' && number.charAt(start) != 'E') {
            return false;
        }
        int sign = start + 1;
        int digits = sign < number.length() && "+-".indexOf(number.charAt(sign)) >= 0 ? sign + 1 : sign;
        return digits < number.length() && digitsEnd(number, digits) == number.length();
    }

    private static Cell<MetricValue> whole(String number) {
        try {
            return new Read<>(new IntegerValue(Long.parseLong(number)));
        } catch (NumberFormatException e) {
            return bad("The value is an integer beyond 64 bits; a decimal point would make it an inexact number.");
        }
    }

    private static Cell<MetricValue> other(String text) {
        if (text.equalsIgnoreCase("true")) {
            return new Read<>(new BooleanValue(true));
        }
        return text.equalsIgnoreCase("false") ? new Read<>(new BooleanValue(false)) : noNumber(text);
    }

    private static Cell<MetricValue> noNumber(String text) {
        return bad(text.isEmpty()
                ? "The value is empty: a number, true or false is expected."
                : Cell.quoted(text) + " is no value: a finite number as 21.5 or 1e5, true or false is expected.");
    }

    private static int digitsEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

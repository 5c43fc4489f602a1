package io.lapwing.fileprocessor.domain;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/// A text that a date and a time are picked from, digit by digit: the JDK's formatters take ten times as long, and a
/// table has one on each row.
final class ClockText {

    private static final int NONE = -1;
    private static final int NANO_DIGITS = 9;
    private static final int ISO_DATE = 10;

    private final String text;
    private int at;
    private boolean isWrong;

    ClockText(String text) {
        this.text = text;
    }

    /// `2025-12-31T23:59[:59[.999]]`, with a blank for the T if one likes, or with the day first
    /// `31.12.2025 23:59[:59[,999]]`; null if it is neither, or no date or time.
    @Nullable
    LocalDateTime dateTime(boolean dayFirst) {
        boolean isDayFirst = dayFirst && text.length() > 2 && text.charAt(2) == '.';
        int year;
        int month;
        int day;
        if (isDayFirst) {
            day = number(2);
            month = number('.', 2);
            year = number('.', 4);
        } else {
            year = number(4);
            month = number('-', 2);
            day = number('-', 2);
        }
        if (at != ISO_DATE || !(skip(' ') || (!isDayFirst && (skip('T') || skip('t'))))) {
            return null;
        }
        int hour = number(2);
        int minute = number(':', 2);
        boolean hasSeconds = skip(':');
        int second = hasSeconds ? number(2) : 0;
        int nanos = hasSeconds && (skip('.') || skip(',')) ? fraction() : 0;
        return isWrong || (at < text.length() && !hasOffset())
                ? null
                : local(new int[]{year, month, day, hour, minute, second, nanos});
    }

    /// Whether something stands behind the time that begins as an offset does.
    boolean hasOffset() {
        return at < text.length() && "Zz+-".indexOf(text.charAt(at)) >= 0;
    }

    /// `Z`, `+01:00`, `+0100` or `+01`, behind the time; null if there is none, or a wrong one.
    @Nullable
    ZoneOffset offset() {
        if (at + 1 == text.length() && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
            return ZoneOffset.UTC;
        }
        if (at == text.length() || "+-".indexOf(text.charAt(at)) < 0) {
            return null;
        }
        int start = at;
        int sign = text.charAt(at++) == '-' ? -1 : 1;
        int hours = number(2);
        int minutes = at == text.length() ? 0 : minutes();
        boolean isWhole = at == text.length() && !isWrong;
        at = start;
        isWrong = false;
        return isWhole && minutes < 60 && hours * 60 + minutes <= 18 * 60
                ? ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes)
                : null;
    }

    private int minutes() {
        skip(':');
        return number(2);
    }

    private static @Nullable LocalDateTime local(int[] f) {
        try {
            return LocalDateTime.of(f[0], f[1], f[2], f[3], f[4], f[5], f[6]);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private boolean skip(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private int number(char before, int digits) {
        if (!skip(before)) {
            isWrong = true;
            return NONE;
        }
        return number(digits);
    }

    private int number(int digits) {
        if (at + digits > text.length()) {
            isWrong = true;
            return NONE;
        }
        int number = 0;
        for (int end = at + digits; at < end; at++) {
            isWrong |= !NumberReader.isDigit(text.charAt(at));
            number = 10 * number + text.charAt(at) - '0';
        }
        return number;
    }

    private int fraction() {
        int nanos = 0;
        int digits = 0;
        for (; at < text.length() && NumberReader.isDigit(text.charAt(at)) && digits < NANO_DIGITS; at++) {
            nanos = 10 * nanos + text.charAt(at) - '0';
            digits++;
        }
        isWrong |= digits == 0;
        for (int i = digits; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }
}

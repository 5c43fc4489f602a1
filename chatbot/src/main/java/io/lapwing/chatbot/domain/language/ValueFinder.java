package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.language.Token.Kind;
import io.lapwing.chatbot.domain.time.Day;
import io.lapwing.sharedmodel.alert.AlertId;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Finds what is spelt the same in any fleet: numbers, alerts, files, methods, times and dates in digits, degrees.
final class ValueFinder {
    private static final int MAX_METHOD = 128;
    /// Not 1,500, which is more than a thousand to some and less than two to others.
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(?:[.,](?:\\d{1,2}|\\d{4,9}))?");

    private final Lattice lattice;
    private final Numbers numbers;
    private final Terms terms;

    ValueFinder(Lattice lattice, Numbers numbers, Terms terms) {
        this.lattice = lattice;
        this.numbers = numbers;
        this.terms = terms;
    }

    void find() {
        for (int at = 0; at < lattice.size(); at++) {
            int start = at;
            numbers.at(at).ifPresent(number -> number.value()
                    .ifPresent(value -> add(SlotKind.NUMBER, start, number.end(), value)));
            degrees(at);
            alerts(at);
            Token token = lattice.token(at);
            switch (token.kind()) {
                case FILE -> add(SlotKind.FILE, at, at + 1, token.text());
                case TIME -> time(at, token.word());
                case DATE -> date(token.word()).ifPresent(day -> add(SlotKind.DATE, start, start + 1, day));
                case NUMBER -> time(at, token.word());
                case WORD -> method(at);
                case SIGN, SUFFIX -> {}
            }
        }
    }

    private void add(SlotKind kind, int start, int end, Object value) {
        lattice.add(new Edge(kind, start, end, value, false));
    }

    /// 18:30, and 18.30, which may be a number as well.
    private void time(int at, String word) {
        String[] parts = word.split("[:.]", -1);
        if (parts.length == 2 && parts[0].length() <= 2 && parts[1].length() == 2) {
            int hour = Integer.parseInt(parts[0]);
            int minute = Integer.parseInt(parts[1]);
            if (hour < 24 && minute < 60) {
                add(SlotKind.TIME, at, at + 1, LocalTime.of(hour, minute));
            }
        }
    }

    private static Optional<Day> date(String word) {
        try {
            if (word.contains("-")) {
                return Optional.of(new Day.Exact(LocalDate.parse(word)));
            }
            String[] parts = word.split("\\.", -1);
            Month month = Month.of(Integer.parseInt(parts[1]));
            int day = Integer.parseInt(parts[0]);
            return Optional.of(parts.length > 2 && !parts[2].isEmpty()
                    ? new Day.Exact(LocalDate.of(Integer.parseInt(parts[2]), month, day))
                    : new Day.OfYear(MonthDay.of(month, day)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// A name as programs have it, whatever it is made of: selfTest, self-test, set_speed2.
    private void method(int start) {
        if (lattice.isGlued(start) && start > 0 && lattice.token(start - 1).kind() != Kind.SIGN) {
            return;
        }
        int end = start + 1;
        while (end < lattice.size() && end - start <= MAX_METHOD && lattice.isGlued(end)
                && (lattice.token(end).kind() != Kind.SIGN || isInner(end))
                && lattice.token(end).kind() != Kind.SUFFIX) {
            end++;
        }
        String method = lattice.text(start, end);
        if (method.length() <= MAX_METHOD) {
            add(SlotKind.METHOD, start, end, method);
        }
    }

    private boolean isInner(int at) {
        return (lattice.isSign(at, "-") || lattice.isSign(at, "_") || lattice.isSign(at, ".")
                || lattice.isSign(at, ":")) && lattice.isGlued(at + 1) && lattice.token(at + 1).kind() != Kind.SIGN;
    }

    /// A-102, a102, alert 102, and several of them in a row.
    private void alerts(int start) {
        Found first = alert(start);
        if (first == null) {
            return;
        }
        List<AlertId> ids = new ArrayList<>(List.of(first.id()));
        add(SlotKind.ALERT, start, first.end(), List.copyOf(ids));
        if (start > 0 && terms.joinerBefore(start)) {
            return;
        }
        int end = first.end();
        for (Found next = alert(terms.afterJoiner(end)); next != null; next = alert(terms.afterJoiner(end))) {
            ids.add(next.id());
            end = next.end();
        }
        if (ids.size() > 1) {
            add(SlotKind.ALERT, start, end, List.copyOf(ids));
        }
    }

    private record Found(AlertId id, int end) {}

    private @Nullable Found alert(int start) {
        if (start >= lattice.size() || (lattice.isGlued(start) && start > 0 && lattice.isSign(start - 1, "-"))) {
            return null;
        }
        int at = terms.end(SlotKind.ALERT, start);
        boolean named = at > start;
        at = named ? at : start;
        if (at < lattice.size() && lattice.token(at).word().equals("a") && (lattice.isSign(at + 1, "-")
                || lattice.isGlued(at + 1) || lattice.token(at).text().equals("A"))) {
            at += lattice.isSign(at + 1, "-") ? 2 : 1;
        } else if (lattice.isSign(at, "#")) {
            at++;
        } else if (!named) {
            return null;
        }
        boolean number = at < lattice.size() && lattice.token(at).isWholeNumber() && !continues(at + 1);
        String id = number ? "A-" + lattice.token(at).word() : "";
        return AlertId.isValid(id) ? new Found(new AlertId(id), at + 1) : null;
    }

    /// Whether what ends before a token goes on there: A-102-b is no alert.
    private boolean continues(int at) {
        return lattice.isGlued(at) && (lattice.token(at).kind() == Kind.WORD || isInner(at));
    }

    /// A temperature, as degrees Celsius.
    private void degrees(int start) {
        int at = start;
        boolean negative = lattice.isSign(at, "-") || terms.is(SlotKind.DEGREES, at, "minus");
        at += negative ? 1 : 0;
        boolean signed = lattice.isSign(at, "+");
        at += signed ? 1 : 0;
        Token token = at < lattice.size() ? lattice.token(at) : null;
        if (token == null || (start > 0 && negative && lattice.isGlued(start))) {
            return;
        }
        BigDecimal value = null;
        int end = at + 1;
        if (token.kind() == Kind.NUMBER && DECIMAL.matcher(token.word()).matches()) {
            value = new BigDecimal(token.word().replace(',', '.'));
        } else {
            Optional<Numbers.Found> number = numbers.at(at);
            if (number.isPresent() && token.kind() == Kind.WORD) {
                value = new BigDecimal(number.get().word());
                end = number.get().end();
            }
        }
        if (value != null) {
            degrees(start, end, negative ? value.negate() : value);
        }
    }

    /// A number alone is meant in degrees Celsius, too.
    private void degrees(int start, int number, BigDecimal value) {
        add(SlotKind.DEGREES, start, number, json(value));
        boolean fahrenheit = false;
        int end = number;
        while (end < number + 4 && (terms.is(SlotKind.DEGREES, end, "celsius")
                || terms.is(SlotKind.DEGREES, end, "fahrenheit"))) {
            fahrenheit |= terms.is(SlotKind.DEGREES, end, "fahrenheit");
            end++;
        }
        if (end > number) {
            BigDecimal celsius = fahrenheit
                    ? value.subtract(BigDecimal.valueOf(32)).multiply(BigDecimal.valueOf(5))
                            .divide(BigDecimal.valueOf(9), 2, RoundingMode.HALF_UP)
                    : value;
            add(SlotKind.DEGREES, start, end, json(celsius));
        }
    }

    private static String json(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}

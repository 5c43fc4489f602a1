package io.lapwing.restapi.domain;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts time into buckets, along the local clock of a zone.
///
/// Days, weeks (from Monday) and months begin at local midnight, so a day of a clock change has 23 or 25 hours.
/// Shorter buckets begin where the local clock shows a multiple of their length since midnight; an hour that the
/// clock shows twice is two buckets, and one that it skips is none.
public sealed interface BucketGrid {
    /// The beginning of the bucket that holds `instant`.
    Instant floor(Instant instant);

    /// The beginning of the bucket after the one that begins at `start`.
    Instant next(Instant start);

    /// The grid of an ISO-8601 period: `P1D`, `P1W`, `P1M`, or a duration of whole seconds that divides a day.
    static Optional<BucketGrid> parse(String period, ZoneId zone) {
        try {
            return period.startsWith("PT") ? ofLength(Duration.parse(period), zone)
                    : ofUnit(Period.parse(period), zone);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The beginnings of at most `count` buckets from the one that holds `from`, and the end of the last one. None
    /// begins before `from` or ends after `to`: the outer ones are cut there.
    default List<Instant> bounds(Instant from, Instant to, int count) {
        List<Instant> bounds = new ArrayList<>(count + 1);
        bounds.add(from);
        Instant next = next(floor(from));
        while (bounds.size() < count && next.isBefore(to)) {
            bounds.add(next);
            next = next(next);
        }
        bounds.add(next.isBefore(to) ? next : to);
        return bounds;
    }

    private static Optional<BucketGrid> ofLength(Duration length, ZoneId zone) {
        long seconds = length.toSeconds();
        if (seconds <= 0 || !length.equals(Duration.ofSeconds(seconds))) {
            return Optional.empty();
        }
        if (seconds == Duration.ofDays(1).toSeconds()) {
            return Optional.of(new Calendar(Calendar.Unit.DAY, zone));
        }
        return Duration.ofDays(1).toSeconds() % seconds == 0 ? Optional.of(new Clock(seconds, zone))
                : Optional.empty();
    }

    private static Optional<BucketGrid> ofUnit(Period period, ZoneId zone) {
        for (Calendar.Unit unit : Calendar.Unit.values()) {
            if (unit.period().equals(period)) {
                return Optional.of(new Calendar(unit, zone));
            }
        }
        return Optional.empty();
    }

    /// Buckets of days, weeks or months.
    record Calendar(Unit unit, ZoneId zone) implements BucketGrid {
        enum Unit {
            DAY(Period.ofDays(1)), WEEK(Period.ofDays(7)), MONTH(Period.ofMonths(1));

            private final Period period;

            Unit(Period period) {
                this.period = period;
            }

            Period period() {
                return period;
            }
        }

        @Override
        public Instant floor(Instant instant) {
            LocalDate day = instant.atZone(zone).toLocalDate();
            LocalDate first = switch (unit) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
            };
            return first.atStartOfDay(zone).toInstant();
        }

        @Override
        public Instant next(Instant start) {
            return start.atZone(zone).toLocalDate().plus(unit.period()).atStartOfDay(zone).toInstant();
        }
    }

    /// Buckets of a part of a day.
    record Clock(long seconds, ZoneId zone) implements BucketGrid {
        @Override
        public Instant floor(Instant instant) {
            Instant start = latestAt(localFloor(instant), instant);
            ZoneOffsetTransition change = zone.getRules().previousTransition(instant.plusNanos(1));
            if (change == null || !start.isBefore(change.getInstant())) {
                return start;
            }
            // Where the clock was put back since, the bucket of before goes on until the clock shows a beginning.
            Instant before = floor(change.getInstant().minusNanos(1));
            return before.isAfter(start) ? before : start;
        }

        @Override
        public Instant next(Instant start) {
            LocalDateTime local = localFloor(start).plusSeconds(seconds);
            // The later of two instants that the clock shows it at, then back over the beginnings before it.
            Instant next = latestAt(local, Instant.MAX);
            for (Instant before = floor(next.minusNanos(1)); before.isAfter(start); before = floor(
                    next.minusNanos(1))) {
                next = before;
            }
            return next;
        }

        private LocalDateTime localFloor(Instant instant) {
            LocalDateTime local = instant.atZone(zone).toLocalDateTime();
            long second = local.toLocalTime().toSecondOfDay();
            return local.truncatedTo(ChronoUnit.DAYS).plusSeconds(second - second % seconds);
        }

        /// When the local clock shows `local`, at the latest by `limit`; the end of the gap where it is skipped.
        private Instant latestAt(LocalDateTime local, Instant limit) {
            ZoneOffsetTransition change = zone.getRules().getTransition(local);
            if (change == null) {
                return local.atZone(zone).toInstant();
            }
            if (change.isGap()) {
                return change.getInstant();
            }
            Instant later = local.toInstant(change.getOffsetAfter());
            return later.isAfter(limit) ? local.toInstant(change.getOffsetBefore()) : later;
        }
    }
}

package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// Which times of measurement are taken: from 2000 on, and, since clocks differ, up to a minute from now.
final class TsRule {

    private static final Duration TOLERANCE = Duration.ofSeconds(60);

    /// Read as seconds, these times lie between 2000 and 2100: nobody meant the first weeks of 1970.
    private static final long FIRST_SECOND = secondsTo(2000);
    private static final long LAST_SECOND = secondsTo(2100);

    private TsRule() {}

    private static long secondsTo(int year) {
        return LocalDate.of(year, 1, 1).toEpochDay() * Duration.ofDays(1).toSeconds();
    }

    static Optional<Fault> check(int entry, long tsMillis, Instant receivedAt) {
        if (tsMillis > receivedAt.plus(TOLERANCE).toEpochMilli()) {
            return fault(entry, tsMillis, RefusalCode.TS_FUTURE, "lies more than 60 s ahead");
        }
        if (tsMillis >= FIRST_SECOND && tsMillis <= LAST_SECOND) {
            return fault(entry, tsMillis, RefusalCode.TS_UNIT, "looks like seconds; milliseconds are expected");
        }
        if (tsMillis < FIRST_SECOND * 1000) {
            return fault(entry, tsMillis, RefusalCode.TS_RANGE, "lies before the year 2000");
        }
        return Optional.empty();
    }

    private static Optional<Fault> fault(int entry, long ts, RefusalCode code, String what) {
        return Optional.of(new Fault(code, "The ts " + ts + " of entry " + entry + " " + what + "."));
    }
}

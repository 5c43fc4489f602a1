package io.lapwing.fileprocessor.reading;

import io.lapwing.fileprocessor.domain.CleanedValue;
import io.lapwing.fileprocessor.domain.CleaningRules;
import io.lapwing.fileprocessor.domain.RowOutcome;
import io.lapwing.fileprocessor.domain.RowOutcome.CleanedRow;
import io.lapwing.fileprocessor.domain.RowOutcome.RejectedRow;
import io.lapwing.fileprocessor.reading.Inspection.Distrusted;
import io.lapwing.fileprocessor.reading.Inspection.Trusted;
import io.lapwing.sharedmodel.file.Profile;
import io.lapwing.sharedmodel.file.Reject;
import io.lapwing.sharedmodel.telemetry.MetricValue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// A file, read in both passes as it would be.
record Reading(Inspection inspection, List<RowOutcome> outcomes) {

    static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    static final long T0 = 1767225600000L;

    static Reading of(String csv) {
        return of(csv.getBytes(StandardCharsets.UTF_8), Profile.DEFAULT, Limits.DEFAULT);
    }

    static Reading of(String csv, Profile profile) {
        return of(csv.getBytes(StandardCharsets.UTF_8), profile, Limits.DEFAULT);
    }

    static Reading of(byte[] file) {
        return of(file, Profile.DEFAULT, Limits.DEFAULT);
    }

    static Reading of(byte[] file, Profile profile, Limits limits) {
        FileReading reading = new FileReading(limits);
        try {
            Inspection inspection = reading.inspect(new ByteArrayInputStream(file));
            List<RowOutcome> outcomes = new ArrayList<>();
            if (inspection instanceof Trusted trusted) {
                try (CleanedRows rows = reading.rows(new ByteArrayInputStream(file),
                        new CleaningRules(profile, NOW))) {
                    for (RowOutcome row = rows.next(); row != null; row = rows.next()) {
                        outcomes.add(row);
                    }
                    assertThat(rows.position()).isEqualTo(trusted.rows()).isEqualTo(outcomes.size());
                }
            }
            return new Reading(inspection, outcomes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Distrusted distrusted() {
        assertThat(inspection).isInstanceOf(Distrusted.class);
        return (Distrusted) inspection;
    }

    Trusted trusted() {
        assertThat(inspection).isInstanceOf(Trusted.class);
        return (Trusted) inspection;
    }

    /// The code and the line of why the file is not trusted.
    String verdict() {
        return distrusted().code() + "@" + distrusted().line();
    }

    List<Reject> rejects() {
        trusted();
        return outcomes.stream().filter(RejectedRow.class::isInstance).map(row -> ((RejectedRow) row).reject())
                .toList();
    }

    List<CleanedRow> cleaned() {
        trusted();
        return outcomes.stream().filter(CleanedRow.class::isInstance).map(CleanedRow.class::cast).toList();
    }

    /// Codes and lines of rejected rows.
    List<String> codes() {
        return rejects().stream().map(reject -> reject.code() + "@" + reject.line()).toList();
    }

    /// What would be loaded: `pump-1 1767225600000 temperature=21.5`.
    List<String> readings() {
        List<String> readings = new ArrayList<>();
        for (CleanedRow row : cleaned()) {
            for (CleanedValue value : row.values()) {
                readings.add(row.device() + " " + row.ts().toEpochMilli() + " " + value.metric() + "="
                        + text(value.value()) + (value.unit() == null ? "" : " " + value.unit()));
            }
        }
        return readings;
    }

    static String text(MetricValue value) {
        return switch (value) {
            case MetricValue.IntegerValue(long whole) -> Long.toString(whole);
            case MetricValue.DecimalValue(double decimal) -> Double.toString(decimal);
            case MetricValue.BooleanValue(boolean bool) -> Boolean.toString(bool);
            case MetricValue.TextValue(String text) -> "'" + text + "'";
            case MetricValue.JsonValue(String json) -> json;
        };
    }
}

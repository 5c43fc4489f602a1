package io.lapwing.sharedmodel.lake;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.ObjectKey;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;

/// A day (UTC) of a tenant: what a partition of the lake holds the readings of.
///
/// @param date from the year 0 to 9999
public record TenantDay(TenantId tenant, LocalDate date) implements Comparable<TenantDay> {

    private static final int LAST_YEAR = 9999;
    private static final Comparator<TenantDay> ORDER = Comparator
            .comparing((TenantDay day) -> day.tenant().value()).thenComparing(TenantDay::date);

    public TenantDay {
        if (date.getYear() < 0 || date.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("a day of the lake is in the years 0 to 9999: " + date);
        }
    }

    /// When it begins.
    public Instant begin() {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// When the next one begins.
    public Instant end() {
        return date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// Where an object of its partition lies.
    public ObjectKey object(String name) {
        return new ObjectKey("readings/tenant=" + tenant + "/date=" + date + "/" + name);
    }

    /// Where the list of all partitions of a tenant lies: beside the folder that tools of others look into.
    public static ObjectKey manifestOf(TenantId tenant) {
        return new ObjectKey("manifests/" + tenant + ".json");
    }

    @Override
    public int compareTo(TenantDay other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return tenant + "/" + date;
    }
}

package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.lake.TenantDay;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/// Marks days whose readings change. That a day is marked is remembered as long as it lasts, so that what comes in as it
/// is measured costs no statement.
final class ChangedDays {

    private static final long MILLIS_PER_DAY = TimeUnit.DAYS.toMillis(1);
    private static final int MAX_REMEMBERED = 20_000;

    /// In one order, so that two transactions that mark the same days wait for each other in one direction only.
    private static final String MARK = """
            insert into changed_day (tenant, day, version)
            select tenant, day, nextval('changed_day_version')
            from unnest(?::text[], ?::int[]) as changed (tenant, day)
            on conflict (tenant, day) do update set version = excluded.version
            """;

    private final InstantSource clock;
    private final Cache<TenantDay, Boolean> marked = Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    ChangedDays(InstantSource clock) {
        this.clock = clock;
    }

    /// To be called last, since others wait for the mark to the end of the transaction.
    ///
    /// @param rows that are new, or are not what they were
    /// @return what is to be remembered once the transaction is committed
    Set<TenantDay> mark(Connection connection, Map<DeviceKey, Long> deviceKeys, Collection<RowKey> rows)
            throws SQLException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Set<TenantDay> days = days(deviceKeys, rows);
        days.removeIf(day -> !day.date().isBefore(today) && marked.getIfPresent(day) != null);
        if (!days.isEmpty()) {
            Statements.execute(connection, MARK, days.stream().map(day -> day.tenant().value()).toArray(String[]::new),
                    days.stream().mapToInt(day -> Math.toIntExact(day.date().toEpochDay())).toArray());
        }
        return days.stream().filter(day -> !day.date().isBefore(today)).collect(Collectors.toSet());
    }

    void remember(Set<TenantDay> days) {
        days.forEach(day -> marked.put(day, true));
    }

    private static Set<TenantDay> days(Map<DeviceKey, Long> deviceKeys, Collection<RowKey> rows) {
        Set<TenantDay> days = new TreeSet<>();
        if (rows.isEmpty()) {
            return days;
        }
        Map<Long, TenantId> tenants = new HashMap<>();
        deviceKeys.forEach((device, key) -> tenants.put(key, device.tenant()));
        Map<TenantId, Set<Long>> dayNumbers = new HashMap<>();
        rows.forEach(row -> dayNumbers.computeIfAbsent(tenants.get(row.deviceKey()), _ -> new TreeSet<>())
                .add(Math.floorDiv(row.ts(), MILLIS_PER_DAY)));
        dayNumbers.forEach((tenant, numbers) -> numbers.forEach(number -> days.add(dayOf(tenant, number))));
        return days;
    }

    private static TenantDay dayOf(TenantId tenant, long number) {
        return new TenantDay(tenant,
                LocalDate.ofInstant(Instant.ofEpochMilli(number * MILLIS_PER_DAY), ZoneOffset.UTC));
    }
}

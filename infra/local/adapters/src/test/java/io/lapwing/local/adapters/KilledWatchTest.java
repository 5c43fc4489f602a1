package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCleared;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.fixtures.ThresholdWatcher;
import io.lapwing.sharedmodel.json.EventJson;
import io.lapwing.sharedmodel.json.WatchJson;
import io.lapwing.sharedmodel.port.StoreTests;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.RuleProgress;
import io.lapwing.sharedmodel.watch.RuleProgress.OpenAlert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

/// Whenever processes are killed that append for the same devices, what is remembered, the alerts, and the events in the
/// outbox are exactly those that the stored readings make.
class KilledWatchTest implements StoreTests {

    private static final int KILLS = 20;

    private final Stores stores = TestPostgres.stores();
    private final Random random = new Random(20_260_101);

    @Override
    public Stores stores() {
        return stores;
    }

    /// An alert as it begins and ends.
    private record Span(Instant raisedAt, @Nullable Instant clearedAt) {}

    /// All that is stored of a device, as of one moment.
    private record Sight(List<Integer> readings, DeviceWatch watch, List<Span> alerts, List<Event> events) {}

    @Test
    void leaves_each_transition_with_one_event_whenever_processes_are_killed() {
        TenantId tenant = freshTenant();
        IntStream.range(0, AppendingProcess.DEVICES)
                .forEach(i -> registered(aDevice().withKey(AppendingProcess.device(tenant.value(), i))));
        int stored = 0;
        for (int kill = 0; kill < KILLS; kill += 2) {
            int from = Math.max(0, stored - 2);
            try (AppendingProcess first = AppendingProcess.begin(TestPostgres.settings(), tenant.value(), from);
                    AppendingProcess second = AppendingProcess.begin(TestPostgres.settings(), tenant.value(), from)) {
                second.awaitFirst();
                first.awaitFirst();
                LockSupport.parkNanos(random.nextInt(60_000_000));
            }
            int before = stored;
            stored = sights(tenant).stream().mapToInt(sight -> assertConsistent(sight)).min().orElseThrow();
            assertThat(stored).isGreaterThan(before);
        }
        new PostgresTelemetryStore(TestPostgres.database(), InstantSource.system(), new ThresholdWatcher())
                .append(AppendingProcess.batch(tenant.value(), stored - 2));
        sights(tenant).forEach(KilledWatchTest::assertConsistent);
        assertThat(Pages.all(page -> stores.alerts().list(tenant, AlertFilter.ALL, page))).extracting(Alert::id)
                .doesNotHaveDuplicates();
    }

    /// @return how many readings there are
    private static int assertConsistent(Sight sight) {
        List<Span> spans = new ArrayList<>();
        Instant open = null;
        for (int i = 0; i < sight.readings().size(); i++) {
            Instant ts = T0.plusSeconds(i);
            int value = sight.readings().get(i);
            if (open == null && value >= 80) {
                open = ts;
            } else if (open != null && value <= 75) {
                spans.add(new Span(open, ts));
                open = null;
            }
        }
        if (open != null) {
            spans.add(new Span(open, null));
        }
        assertThat(sight.alerts()).isEqualTo(spans);
        assertThat(sight.events()).hasSize(spans.stream().mapToInt(span -> span.clearedAt() == null ? 1 : 2).sum());
        assertThat(announced(sight.events())).isEqualTo(spans);
        RuleProgress progress = Objects.requireNonNull(sight.watch().rules().get(ThresholdWatcher.RULE));
        OpenAlert remembered = progress.open();
        assertThat(remembered == null ? null : remembered.startedAt()).isEqualTo(open);
        assertThat(Objects.requireNonNull(progress.last()).ts())
                .isEqualTo(T0.plusSeconds(sight.readings().size() - 1L));
        return sight.readings().size();
    }

    /// The alerts that the events tell of, which must begin and end in turns.
    private static List<Span> announced(List<Event> events) {
        List<Span> spans = new ArrayList<>();
        AlertId open = null;
        for (Event event : events) {
            if (event instanceof AlertRaised raised && open == null) {
                open = raised.alert();
                spans.add(new Span(raised.startedAt(), null));
            } else if (event instanceof AlertCleared cleared && cleared.alert().equals(open)) {
                open = null;
                spans.add(new Span(spans.removeLast().raisedAt(), cleared.clearedAt()));
            } else {
                throw new AssertionError("not the next event: " + event);
            }
        }
        return spans;
    }

    private static List<Sight> sights(TenantId tenant) {
        return TestPostgres.database().write("test", tenant.value(), connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read");
            }
            List<Sight> sights = new ArrayList<>();
            for (int i = 0; i < AppendingProcess.DEVICES; i++) {
                sights.add(sight(connection, AppendingProcess.device(tenant.value(), i), i));
            }
            return sights;
        });
    }

    private static Sight sight(Connection connection, DeviceKey device, int number) throws SQLException {
        String ofDevice = " from device join %s using (device_key) where device.tenant = ? and device_id = ? order by ";
        Object[] names = {device.tenant().value(), device.device().value()};
        List<Integer> readings = rows(connection, "select metrics->>'t' as t" + ofDevice.formatted("reading") + "ts",
                row -> row.getInt("t"), names);
        assertThat(readings).isEqualTo(
                IntStream.range(0, readings.size()).mapToObj(i -> AppendingProcess.value(number + i)).toList());
        return new Sight(readings,
                rows(connection, "select watch" + ofDevice.formatted("device_state") + "device_key",
                        row -> WatchJson.read(row.getBytes("watch")), names).getFirst(),
                rows(connection, "select raised_at, cleared_at" + ofDevice.formatted("alert") + "number",
                        row -> new Span(Columns.instant(row, "raised_at"), Columns.instantOrNull(row, "cleared_at")),
                        names),
                rows(connection, "select event from outbox where order_key = ? order by position",
                        row -> EventJson.read(row.getString("event")).event(), "watch/" + device));
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> rows(Connection connection, String sql, RowReader<T> reader, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.set(statement, parameters);
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
            return rows;
        }
    }
}

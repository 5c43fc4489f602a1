package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.live.LiveNews;
import io.lapwing.sharedmodel.live.LivePosition;
import io.lapwing.sharedmodel.port.EventFeed;
import io.lapwing.sharedmodel.port.LiveFeed;
import io.lapwing.sharedmodel.port.LiveFeedContract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

class PostgresLiveFeedTest extends LiveFeedContract {

    private final Stores stores = TestPostgres.stores();
    private final LiveFeed feed = new PostgresLiveFeed(TestPostgres.database());
    private final EventFeed events = new PostgresEventFeed(TestPostgres.database());

    @Override
    public Stores stores() {
        return stores;
    }

    @Override
    protected LiveFeed live() {
        return feed;
    }

    @Override
    protected EventFeed events() {
        return events;
    }

    @Override
    protected void forget(TenantId tenant) {
        // Its own readings only, since tests share the database: as if all of them were old.
        update("update reading_feed set appended_at = 0 where tenant = ?", tenant);
        new PostgresHousekeeping(TestPostgres.database()).run(now());
    }

    private static int update(String sql, TenantId tenant) {
        return TestPostgres.database().write("test", sql, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Columns.set(statement, tenant.value());
                return statement.executeUpdate();
            }
        });
    }

    private static long kept(TenantId tenant) {
        return TestPostgres.database().read("test", tenant.value(), connection -> kept(connection, tenant));
    }

    private static long kept(Connection connection, TenantId tenant) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("select count(*) from reading_feed where tenant = ?")) {
            Columns.set(statement, tenant.value());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void keeps_nothing_of_tenants_that_nobody_listens_to() {
        DeviceKey pump = registered();

        appendReadings(pump, aReading());

        assertThat(kept(pump.tenant())).isZero();
    }

    @Test
    void a_store_that_knew_nobody_who_listens_knows_him_when_he_has_opened() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading());

        LivePosition start = feed.open(pump.tenant());
        appendReadings(pump, aReading().at(Instant.parse("2026-01-01T00:00:01Z")));

        assertThat(kept(pump.tenant())).isOne();
        feed.open(pump.tenant());
        assertThat(feed.read(Map.of(pump.tenant(), start)).get(pump.tenant()))
                .isInstanceOfSatisfying(LiveNews.Followed.class, news -> assertThat(news.entries()).hasSize(1));
    }

    @Test
    void begins_anew_when_nobody_listened_for_too_long() {
        DeviceKey pump = registered();
        LivePosition start = feed.open(pump.tenant());
        assertThat(update("update stream_interest set until = 0 where tenant = ?", pump.tenant())).isOne();

        // Another process, which has renewed nothing yet.
        LiveFeed other = new PostgresLiveFeed(TestPostgres.database());

        assertThat(other.read(Map.of(pump.tenant(), start)).get(pump.tenant())).isEqualTo(new LiveNews.Missing());
        LivePosition anew = other.open(pump.tenant());
        appendReadings(pump, aReading());
        other.open(pump.tenant());
        assertThat(other.read(Map.of(pump.tenant(), anew)).get(pump.tenant()))
                .isInstanceOfSatisfying(LiveNews.Followed.class, news -> assertThat(news.entries()).hasSize(1));
    }

    @Test
    void goes_on_in_another_process_where_one_ended() {
        DeviceKey pump = registered();
        LivePosition start = feed.open(pump.tenant());
        appendReadings(pump, aReading());

        LiveFeed other = new PostgresLiveFeed(TestPostgres.database());
        other.open(pump.tenant());

        assertThat(other.read(Map.of(pump.tenant(), start)).get(pump.tenant()))
                .isInstanceOfSatisfying(LiveNews.Followed.class, news -> assertThat(news.entries()).hasSize(1));
    }

    @Test
    void does_not_pass_a_transaction_that_has_not_ended() throws Exception {
        DeviceKey pump = registered();
        LivePosition start = feed.open(pump.tenant());
        try (Connection slow = TestPostgres.database().pool().getConnection()) {
            slow.setAutoCommit(false);
            insert(slow, pump.tenant());

            appendReadings(pump, aReading());

            assertThat(((LiveNews.Followed) readAll(start, pump.tenant())).entries()).isEmpty();
            slow.commit();
        }
        feed.open(pump.tenant());
        assertThat(((LiveNews.Followed) readAll(start, pump.tenant())).entries()).hasSize(2);
    }

    private LiveNews readAll(LivePosition start, TenantId tenant) {
        return Objects.requireNonNull(feed.read(Map.of(tenant, start)).get(tenant));
    }

    private static void insert(Connection connection, TenantId tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into reading_feed (tenant, readings, appended_at) values (?, '[[\"x\",0,0,false,{}]]', ?)")) {
            Columns.set(statement, tenant.value(), now());
            statement.executeUpdate();
        }
    }

    @Test
    void removes_readings_that_nobody_can_read_on_from() {
        DeviceKey pump = registered();
        feed.open(pump.tenant());
        appendReadings(pump, aReading());
        PostgresHousekeeping housekeeping = new PostgresHousekeeping(TestPostgres.database());

        housekeeping.run(now().plus(LiveFeed.KEPT));
        assertThat(kept(pump.tenant())).isOne();
        housekeeping.run(now().plus(LiveFeed.KEPT).plus(Duration.ofMinutes(3)));
        assertThat(kept(pump.tenant())).isZero();
    }
}

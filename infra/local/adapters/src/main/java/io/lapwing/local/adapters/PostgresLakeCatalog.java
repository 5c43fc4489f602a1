package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.json.LakeJson;
import io.lapwing.sharedmodel.lake.LakePartition;
import io.lapwing.sharedmodel.lake.TenantDay;
import io.lapwing.sharedmodel.port.LakeCatalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// The lake's partitions in the table `lake_partition`.
public final class PostgresLakeCatalog implements LakeCatalog {

    private static final String FIND = "select document from lake_partition where tenant = ? and day = ?";
    private static final String LIST = """
            select document from lake_partition where tenant = ? and day > ? order by day limit ?
            """;
    private static final String DUE = """
            select document from lake_partition where remove_at <= ? order by remove_at limit ?
            """;
    private static final String INSERT = """
            insert into lake_partition (version, remove_at, document, tenant, day) values (?, ?, ?, ?, ?)
            on conflict (tenant, day) do nothing
            """;
    private static final String REPLACE = """
            update lake_partition set version = ?, remove_at = ?, document = ?
            where tenant = ? and day = ? and version = ?
            """;

    private final PostgresDatabase database;

    public PostgresLakeCatalog(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public LakePartition find(TenantDay day) {
        return database.read("LakeCatalog.find", day.toString(), connection -> Statements.query(connection, FIND,
                PostgresLakeCatalog::read, day.tenant().value(), PostgresDayReadings.number(day.date())))
                .stream().findFirst().orElseGet(() -> LakePartition.none(day));
    }

    @Override
    public boolean save(LakePartition next) {
        @Nullable
        Object[] columns = {next.version(), next.removeAt(), LakeJson.write(next),
                next.day().tenant().value(), PostgresDayReadings.number(next.day().date())};
        return database.writeAtOnce("LakeCatalog.save", next.day().toString(),
                connection -> next.version() == 1 ? Statements.execute(connection, INSERT, columns)
                        : Statements.execute(connection, REPLACE,
                                Statements.joined(columns, next.version() - 1))) == 1;
    }

    @Override
    public List<LakePartition> list(TenantId tenant, @Nullable LocalDate after, int max) {
        int behind = after == null ? Integer.MIN_VALUE : PostgresDayReadings.number(after);
        return database.read("LakeCatalog.list", tenant.value(), connection -> Statements.query(connection, LIST,
                PostgresLakeCatalog::read, tenant.value(), behind, max));
    }

    @Override
    public List<LakePartition> due(Instant now, int max) {
        return database.read("LakeCatalog.due", now.toString(), connection -> Statements.query(connection, DUE,
                PostgresLakeCatalog::read, now, max));
    }

    private static LakePartition read(ResultSet row) throws SQLException {
        return LakeJson.read(row.getString("document"));
    }
}

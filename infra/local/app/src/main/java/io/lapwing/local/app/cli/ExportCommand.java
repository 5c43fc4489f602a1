package io.lapwing.local.app.cli;

import io.lapwing.fileprocessor.functions.ExportReadings;
import io.lapwing.fileprocessor.functions.ExportReport;
import io.lapwing.fileprocessor.functions.LakePorts;
import io.lapwing.local.adapters.DatabaseSettings;
import io.lapwing.local.adapters.LakeFolder;
import io.lapwing.local.adapters.PostgresDatabase;
import io.lapwing.local.adapters.PostgresDayReadings;
import io.lapwing.local.adapters.PostgresLakeCatalog;
import io.lapwing.local.adapters.PostgresTenants;
import io.lapwing.local.app.datadir.RunFile;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lapwing export`: writes the partitions of some days anew where they are not what the readings are.
@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes readings as Parquet files, one folder for each day, and prints what it did.", footer = "%nDays that have ended are exported by themselves; this is for those before, and for a day that goes on. It "
        + "can be stopped at any time, and begun again.")
final class ExportCommand implements Callable<Integer> {

    private static final int MAX_TENANTS = 10_000;
    private static final int MAX_DAYS = 36_600;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "The first day (UTC), as 2026-01-31.")
    private LocalDate from = LocalDate.EPOCH;

    @Option(names = "--to", required = true, paramLabel = "DATE", description = "The day behind the last.")
    private LocalDate to = LocalDate.EPOCH;

    @Option(names = "--tenant", defaultValue = "", description = "Whose readings (default: those of all tenants).")
    private String tenant = "";

    @Option(names = "--files-dir", paramLabel = "DIR", defaultValue = "${env:LAPWING_FILES_DIR:-}", description = "The same as that of the process that runs (default: files in the data directory).")
    private String filesDir = "";

    @Mixin
    private DataDirOption dataDir = new DataDirOption();

    /// A day of a tenant after another.
    private final class Course {

        private final ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        private final long total;
        private long begun;

        Course(int tenants) {
            total = tenants * ChronoUnit.DAYS.between(from, to);
        }

        void begin(LocalDate date) {
            progress.show(date.toString(), begun, total);
            begun++;
        }
    }

    @Override
    public Integer call() {
        check();
        RunFile.Database named = dataDir.running().database();
        DatabaseSettings settings = DatabaseSettings.of(named.url(), named.user(), named.password());
        LakeFolder lake = LakeFolder.open(
                filesDir.isBlank() ? dataDir.path().resolve("files") : Path.of(filesDir));
        try (PostgresDatabase database = PostgresDatabase.open(settings)) {
            return export(database, lake);
        } catch (StoreUnavailable e) {
            throw new CommandFailed("stopped; what is done stays, begin again: " + e.getMessage(), e);
        }
    }

    private void check() {
        if (!tenant.isEmpty() && !TenantId.isValid(tenant)) {
            throw new ParameterException(spec.commandLine(), "--tenant is 1 to 40 of a-z, 0-9 and -");
        }
        if (!from.isBefore(to) || ChronoUnit.DAYS.between(from, to) > MAX_DAYS || from.getYear() < 1970) {
            throw new ParameterException(spec.commandLine(),
                    "--from is 1970 or later and before --to, by a hundred years at most");
        }
    }

    private int export(PostgresDatabase database, LakeFolder lake) {
        List<TenantId> tenants = tenant.isEmpty() ? new PostgresTenants(database).list(MAX_TENANTS)
                : List.of(new TenantId(tenant));
        ExportReadings function = new ExportReadings(
                new LakePorts(new PostgresDayReadings(database), new PostgresLakeCatalog(database), lake),
                lake.scratch());
        Course course = new Course(tenants.size());
        boolean isComplete = true;
        for (TenantId each : tenants) {
            ExportReport report = function.export(each, from, to, Instant.now(), course::begin);
            course.progress.end();
            print(each, report);
            isComplete &= report.overtaken() == 0;
        }
        explain(lake);
        return isComplete ? 0 : 1;
    }

    private void print(TenantId each, ExportReport report) {
        spec.commandLine().getOut().printf("%s: %d days written, %d unchanged; %d rows, %d bytes, %d files%n", each,
                report.days(), report.unchanged(), report.rows(), report.bytes(), report.files());
        if (report.overtaken() > 0) {
            spec.commandLine().getOut().printf("  %d days were left to another export of the same time%n",
                    report.overtaken());
        }
    }

    private void explain(LakeFolder lake) {
        Path readings = lake.path().resolve("readings");
        spec.commandLine().getOut().println("in " + readings + "; in DuckDB:");
        spec.commandLine().getOut().println("  select tenant, date, count(*) from read_parquet('" + readings
                + "/*/*/*.parquet', hive_partitioning = true) group by all order by all;");
        spec.commandLine().getOut().flush();
    }
}

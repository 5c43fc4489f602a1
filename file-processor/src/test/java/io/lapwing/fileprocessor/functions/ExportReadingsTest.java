package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.lake.ReadingsFile;
import io.lapwing.sharedmodel.lake.LakePartition;
import io.lapwing.sharedmodel.port.DayReadings;
import io.lapwing.sharedmodel.port.LakeCatalog;
import io.lapwing.sharedmodel.port.LakeFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.fileprocessor.functions.LakeDesk.AFTER;
import static io.lapwing.fileprocessor.functions.LakeDesk.DATE;
import static io.lapwing.fileprocessor.functions.LakeDesk.DAY;
import static io.lapwing.fileprocessor.functions.LakeDesk.TENANT;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.json;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

class ExportReadingsTest {

    private static final ReadingsFile.Size SMALL = new ReadingsFile.Size(700, 1);

    @TempDir
    private Path scratch = Path.of("");

    @AfterEach
    void leaves_nothing_in_its_scratch_folder() throws IOException {
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void exports_a_day_in_order_and_in_types() {
        LakeDesk desk = desk(ReadingsFile.Size.USUAL);
        desk.append("pump-2", aReading().at(DAY).withValue("z", (1L << 53) + 1).withValue("a", 0.1)
                .withValue("flag", false).withValue("text", "a 🦆").withValue("place", json("{\"x\":1}")));
        desk.append("pump-1", aReading().at(DAY.plusMillis(1)), aReading().at(DAY).withSeq(3).withValue("t", -7));

        ExportReport report = desk.function().apply(AFTER);

        assertThat(desk.rows()).containsExactly("pump-1 2026-01-01T00:00:00Z/3 late t=-7L -7.0",
                "pump-1 2026-01-01T00:00:00.001Z/0 temperature=21.5", "pump-2 2026-01-01T00:00:00Z/0 a=0.1",
                "pump-2 2026-01-01T00:00:00Z/0 flag=false", "pump-2 2026-01-01T00:00:00Z/0 place='{\"x\":1}'",
                "pump-2 2026-01-01T00:00:00Z/0 text='a 🦆'",
                "pump-2 2026-01-01T00:00:00Z/0 z=9007199254740993L 9.007199254740992E15");
        assertThat(report).isEqualTo(new ExportReport(1, 0, 0, 7, report.bytes(), 1, 0));
        assertThat(desk.listed())
                .allMatch(key -> key.matches("readings/tenant=acme/date=2026-01-01/readings-\\d+\\.parquet"));
    }

    @Test
    void waits_until_a_day_is_over_for_an_hour() {
        LakeDesk desk = desk(ReadingsFile.Size.USUAL);
        desk.append("pump-1", aReading().at(DAY));

        assertThat(desk.function().apply(AFTER.minusMillis(1))).isEqualTo(ExportReport.NOTHING);
        assertThat(desk.function().apply(AFTER).days()).isEqualTo(1);
    }

    @Test
    void writes_nothing_where_nothing_has_changed() {
        LakeDesk desk = filled(SMALL);
        desk.function().apply(AFTER);
        LakePartition before = desk.catalog.find(LakeDesk.day(0));

        assertThat(desk.function().apply(AFTER)).isEqualTo(ExportReport.NOTHING);
        assertThat(desk.function().export(TENANT, DATE, DATE.plusDays(1), AFTER, _ -> {}))
                .isEqualTo(ExportReport.UNCHANGED);
        assertThat(desk.catalog.find(LakeDesk.day(0))).isEqualTo(before);
    }

    @Test
    void rewrites_the_partition_of_late_data_alone() {
        LakeDesk desk = filled(ReadingsFile.Size.USUAL);
        desk.append("pump-1", aReading().at(DAY.plus(1, ChronoUnit.DAYS)));
        desk.function().apply(AFTER.plus(Duration.ofDays(1)));
        LakePartition next = desk.catalog.find(LakeDesk.day(1));
        int rows = desk.rows().size();

        desk.append("pump-2", aReading().at(DAY.plusMillis(7)).withValue("late", 1));
        ExportReport report = desk.function().apply(AFTER.plus(Duration.ofDays(2)));

        assertThat(report.days()).isEqualTo(1);
        assertThat(desk.rows()).hasSize(rows + 1).contains("pump-2 2026-01-01T00:00:00.007Z/0 late late=1L 1.0");
        assertThat(desk.catalog.find(LakeDesk.day(1))).isEqualTo(next);
    }

    @Test
    void keeps_replaced_files_for_an_hour() {
        LakeDesk desk = filled(ReadingsFile.Size.USUAL);
        desk.function().apply(AFTER);
        String old = desk.listed().getFirst();
        desk.append("pump-2", aReading().at(DAY.plusMillis(7)));
        desk.function().apply(AFTER);

        assertThat(desk.listed()).doesNotContain(old);
        desk.function().apply(AFTER.plus(ExportDay.GRACE).minusMillis(1));
        assertThat(desk.files.keys()).contains(old);
        assertThat(desk.function().apply(AFTER.plus(ExportDay.GRACE)).removed()).isEqualTo(1);
        assertThat(desk.files.keys()).doesNotContain(old).hasSize(2);
    }

    @Test
    void exports_a_range_whether_or_not_its_days_are_over() {
        LakeDesk desk = filled(ReadingsFile.Size.USUAL);

        ExportReport early = desk.function().export(TENANT, DATE.minusDays(1), DATE.plusDays(1), DAY.plusSeconds(5),
                _ -> {});
        desk.append("pump-1", aReading().at(DAY.plusSeconds(6)));
        ExportReport late = desk.function().apply(AFTER);

        assertThat(early.days()).isEqualTo(1);
        assertThat(early.unchanged()).isEqualTo(1);
        assertThat(late.days()).isEqualTo(1);
        assertThat(desk.rows()).hasSize((int) late.rows());
    }

    @Test
    void ends_the_same_wherever_it_is_killed() {
        List<String> undisturbed = exported(filled(SMALL));
        int kills = 0;
        boolean wasKilled = true;
        for (int call = 1; wasKilled; call++) {
            for (boolean isAfterEffect : new boolean[]{false, true}) {
                LakeDesk desk = filled(SMALL);
                wasKilled = isKilledAt(desk, call, isAfterEffect);
                kills += wasKilled ? 1 : 0;

                assertThat(exported(desk)).as("killed at call " + call).isEqualTo(undisturbed);
                desk.function().apply(AFTER.plus(Duration.ofHours(2)));
                assertThat(desk.files.keys()).as("killed at call " + call).hasSize(desk.listed().size() + 1);
            }
        }
        assertThat(kills).isGreaterThan(20);
    }

    @Test
    void ends_the_same_when_several_export_at_once() {
        LakeDesk desk = filled(SMALL);

        race(6, _ -> desk.function().apply(AFTER));

        assertThat(exported(desk)).isEqualTo(exported(filled(SMALL)));
        desk.function().apply(AFTER.plus(Duration.ofHours(2)));
        assertThat(desk.files.keys()).hasSize(desk.listed().size() + 1);
    }

    @Test
    void leaves_a_day_marked_that_changes_while_it_is_exported() {
        LakeDesk desk = filled(ReadingsFile.Size.USUAL);
        LakeFiles slow = Killer.before(LakeFiles.class, desk.files, "put",
                () -> desk.append("pump-1", aReading().at(DAY.plusMillis(77)).withValue("m", 1)));

        desk.function(new LakePorts(desk.ports.days(), desk.catalog, slow)).apply(AFTER);

        assertThat(desk.function().apply(AFTER).days()).isEqualTo(1);
        assertThat(desk.rows()).contains("pump-1 2026-01-01T00:00:00.077Z/0 late m=1L 1.0");
    }

    private static List<String> exported(LakeDesk desk) {
        desk.function().apply(AFTER);
        assertThat(desk.stores.days().changed(DATE.plusDays(1), null, 1)).isEmpty();
        Set<String> keys = desk.files.keys();
        assertThat(keys).containsAll(desk.listed());
        return desk.rows();
    }

    private static boolean isKilledAt(LakeDesk desk, int call, boolean isAfterEffect) {
        Killer killer = new Killer(call, isAfterEffect);
        LakePorts mortal = new LakePorts(killer.over(DayReadings.class, desk.stores.days()),
                killer.over(LakeCatalog.class, desk.catalog), killer.over(LakeFiles.class, desk.files));
        try {
            desk.function(mortal).apply(AFTER);
            return false;
        } catch (Killer.Killed _) {
            return true;
        }
    }

    private LakeDesk desk(ReadingsFile.Size size) {
        return new LakeDesk(scratch, size);
    }

    /// With enough readings that a day takes two pages and, if files are small, two files.
    private LakeDesk filled(ReadingsFile.Size size) {
        LakeDesk desk = desk(size);
        for (int i = 0; i < 2100; i++) {
            desk.append("pump-" + (i % 2 + 1), aReading().at(DAY.plusSeconds(i)).withValue("t", i));
        }
        return desk;
    }
}

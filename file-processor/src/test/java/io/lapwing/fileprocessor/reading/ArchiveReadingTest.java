package io.lapwing.fileprocessor.reading;

import io.lapwing.sharedmodel.file.Profile;

import java.time.Duration;
import java.util.Arrays;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.fileprocessor.reading.Archives.gzip;
import static io.lapwing.fileprocessor.reading.Archives.join;
import static io.lapwing.fileprocessor.reading.Archives.utf8;
import static io.lapwing.fileprocessor.reading.Archives.zip;
import static io.lapwing.fileprocessor.reading.Archives.zipBy;
import static io.lapwing.fileprocessor.reading.Reading.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class ArchiveReadingTest {

    private static final String HEADER = "device_id,ts,metric,value,unit\n";
    private static final String TABLE = HEADER + "pump-1," + T0 + ",temperature,21.5,\n";
    private static final String READING = "pump-1 " + T0 + " temperature=21.5";

    /// Rows that do not pack well.
    private static String rows(int count) {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 0; i < count; i++) {
            rows.append("pump-").append(i * 7919L % 10_007).append(',').append(T0 + i * 31L).append(",temperature,")
                    .append(i * 104_729L % 99_991).append(",\n");
        }
        return rows.toString();
    }

    @Test
    void reads_gzip_of_one_member_and_of_several() {
        assertThat(Reading.of(gzip(utf8(TABLE))).readings()).containsExactly(READING);
        assertThat(Reading.of(join(gzip(utf8(HEADER)), gzip(new byte[0]), gzip(utf8(TABLE.substring(HEADER.length())))))
                .readings()).containsExactly(READING);
        assertThat(Reading.of(gzip(utf8(TABLE))).trusted().packing()).isEqualTo(Packing.GZIP);
    }

    @Test
    void reads_gzip_with_a_name_and_padding() {
        byte[] plain = gzip(utf8(TABLE));
        byte[] named = join(new byte[]{0x1f, (byte) 0x8b, 8, 4 + 8 + 16, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9},
                utf8("a.csv\0c\0"),
                Arrays.copyOfRange(plain, 10, plain.length), new byte[1000]);

        assertThat(Reading.of(named).readings()).containsExactly(READING);
    }

    @Test
    void shows_no_row_of_gzip_that_was_cut_off_anywhere() {
        byte[] whole = gzip(utf8(rows(5000)));
        assertThat(Reading.of(whole).readings()).hasSize(5000);

        Reading half = Reading.of(Arrays.copyOf(whole, whole.length / 2));
        assertThat(half.verdict()).isEqualTo("TRUNCATED_INPUT@0");
        assertThat(half.outcomes()).isEmpty();
        byte[] small = gzip(utf8(TABLE));
        for (int length = 2; length < small.length; length++) {
            assertThat(Reading.of(Arrays.copyOf(small, length)).verdict()).isEqualTo("TRUNCATED_INPUT@0");
        }
        byte[] two = join(small, small);
        for (int length = small.length + 1; length < two.length; length++) {
            assertThat(Reading.of(Arrays.copyOf(two, length)).verdict()).isEqualTo("TRUNCATED_INPUT@0");
        }
    }

    @Test
    void takes_no_damaged_content_of_gzip_for_good() {
        byte[] whole = gzip(utf8(rows(200)));
        String good = Reading.of(whole).readings().toString();
        for (int i = 10; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            Reading reading = Reading.of(damaged);
            // The last bits of the last byte say nothing.
            if (reading.inspection() instanceof Inspection.Trusted) {
                assertThat(reading.readings().toString()).as("byte " + i).isEqualTo(good);
            }
        }
        assertThat(Reading.of(join(whole, utf8("more"))).verdict()).isEqualTo("TRUNCATED_INPUT@0");
    }

    @Test
    void reads_the_tables_of_a_zip_and_names_them() {
        Reading reading = Reading.of(zip("a/", "", "a/one.csv", TABLE, "__MACOSX/a/._one.csv", new byte[]{0, 1, 2},
                "zwei ü.csv", HEADER + "pump-1,x,t,1,\n", ".DS_Store", "x", "lines.ndjson",
                "{\"device_id\":\"pump-1\",\"ts\":" + T0 + ",\"temperature\":21.5}"));

        assertThat(reading.readings()).containsExactly(READING, READING);
        assertThat(reading.codes()).containsExactly("BAD_TIMESTAMP@2");
        assertThat(reading.rejects().getFirst().message()).startsWith("zwei ü.csv: ");
        assertThat(reading.outcomes()).extracting(row -> row.entry()).containsExactly("a/one.csv", "zwei ü.csv",
                "lines.ndjson");
        assertThat(reading.trusted().tables()).extracting(TableFormat::rows).containsExactly(1L, 1L, 1L);
    }

    @Test
    void reads_a_zip_of_stored_entries() {
        assertThat(Reading.of(zipBy(ZipEntry.STORED, "a.csv", TABLE, "b.csv", TABLE)).readings()).containsExactly(
                READING,
                READING);
    }

    @ParameterizedTest
    @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
    void shows_no_row_of_a_zip_that_was_cut_off_or_damaged_anywhere(int method) {
        byte[] whole = zipBy(method, "a.csv", TABLE, "b.csv", rows(20));
        assertThat(Reading.of(whole).readings()).hasSize(21);

        for (int length = 4; length < whole.length; length++) {
            Reading cut = Reading.of(Arrays.copyOf(whole, length));
            assertThat(cut.verdict()).as("length " + length).isEqualTo("TRUNCATED_INPUT@0");
            assertThat(cut.outcomes()).isEmpty();
        }
        assertThat(Reading.of(join(whole, utf8("x"))).verdict()).isEqualTo("TRUNCATED_INPUT@0");
    }

    @Test
    void takes_no_damaged_content_of_a_zip_for_good() {
        byte[] whole = zip("a.csv", rows(50));
        String good = Reading.of(whole).readings().toString();
        for (int i = 4; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x04;
            Reading reading = Reading.of(damaged);
            // Versions, times and attributes say nothing of the content.
            if (reading.inspection() instanceof Inspection.Trusted) {
                assertThat(reading.readings().toString()).as("byte " + i).isEqualTo(good);
            }
        }
    }

    @Test
    void distrusts_a_zip_whose_directory_names_other_entries() {
        byte[] two = zip("a.csv", TABLE, "b.csv", TABLE);
        byte[] one = zip("a.csv", TABLE);
        int directory = indexOf(one, new byte[]{'P', 'K', 1, 2});
        int second = indexOf(two, new byte[]{'P', 'K', 1, 2});

        byte[] hidden = join(Arrays.copyOf(two, second), Arrays.copyOfRange(one, directory, one.length));
        assertThat(Reading.of(hidden).verdict()).isEqualTo("TYPE_MISMATCH@0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.csv", "a/../../evil.csv", "/etc/evil.csv", "C:\\evil.csv", "..\\evil.csv",
            "\\evil.csv", "a/..", "a\u0007.csv"})
    void distrusts_a_zip_with_a_name_that_leads_out_of_it(String name) {
        Reading reading = Reading.of(zip("good.csv", TABLE, name, TABLE));

        assertThat(reading.verdict()).isEqualTo("BOMB@0");
        assertThat(reading.outcomes()).isEmpty();
    }

    @Test
    void takes_names_with_dots_that_lead_nowhere() {
        assertThat(Reading.of(zip("a..b/c..csv", TABLE)).readings()).containsExactly(READING);
    }

    @Test
    void distrusts_archives_in_archives() {
        assertThat(Reading.of(gzip(gzip(utf8(TABLE)))).verdict()).isEqualTo("BOMB@0");
        assertThat(Reading.of(zip("a.csv", TABLE, "b.csv", zip("a.csv", TABLE))).verdict()).isEqualTo("BOMB@0");
        assertThat(Reading.of(zip("a.csv.gz", gzip(utf8(TABLE)))).verdict()).isEqualTo("BOMB@0");
        assertThat(Reading.of(gzip(zip("a.csv", TABLE))).verdict()).isEqualTo("BOMB@0");
    }

    @Test
    void refuses_bombs_of_gzip_and_zip_quickly() {
        String blank = HEADER + "\n".repeat(200_000_000);
        byte[] gzip = gzip(utf8(blank));
        byte[] zip = zip("a.csv", TABLE, "b.csv", blank);

        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            assertThat(Reading.of(gzip).verdict()).isEqualTo("BOMB@0");
            assertThat(Reading.of(zip).verdict()).isEqualTo("BOMB@0");
        });
    }

    @Test
    void refuses_a_bomb_of_many_small_members() {
        byte[] member = gzip(utf8("\n".repeat(900_000)));
        byte[] header = gzip(utf8(HEADER));

        assertThat(Reading.of(join(header, member, member, member)).verdict()).isEqualTo("BOMB@0");
        assertThat(Reading.of(join(header, member)).trusted().rows()).isZero();
    }

    @Test
    void keeps_to_the_limits_of_bytes_and_entries() {
        Limits small = new Limits(200, 2, 200);

        assertThat(Reading.of(utf8(rows(2)), Profile.DEFAULT, small).readings()).hasSize(2);
        assertThat(Reading.of(utf8(rows(20)), Profile.DEFAULT, small).verdict()).isEqualTo("TOO_LARGE@0");
        assertThat(Reading.of(gzip(utf8(rows(20))), Profile.DEFAULT, small).verdict()).isEqualTo("TOO_LARGE@0");
        assertThat(Reading.of(zip("a", TABLE, "b", TABLE), Profile.DEFAULT, small).readings()).hasSize(2);
        assertThat(Reading.of(zip("a", TABLE, "b", TABLE, "c/", ""), Profile.DEFAULT, small).verdict())
                .isEqualTo("TOO_LARGE@0");
    }

    @Test
    void distrusts_encrypted_entries_and_other_methods() {
        byte[] encrypted = zip("a.csv", TABLE);
        encrypted[6] |= 1;
        byte[] other = zip("a.csv", TABLE);
        other[8] = 12;

        assertThat(Reading.of(encrypted).verdict()).isEqualTo("TYPE_MISMATCH@0");
        assertThat(Reading.of(encrypted).distrusted().message()).contains("encrypted");
        assertThat(Reading.of(other).verdict()).isEqualTo("TYPE_MISMATCH@0");
    }

    @Test
    void distrusts_an_archive_without_tables() {
        assertThat(Reading.of(zip("a/", "")).verdict()).isEqualTo("TYPE_MISMATCH@0");
        assertThat(Reading.of(zip()).verdict()).isEqualTo("TYPE_MISMATCH@0");
        assertThat(Reading.of(zip("a.csv", TABLE, "readme.txt", "Hello.")).distrusted().message())
                .startsWith("readme.txt: ");
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }
}

package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.functions.ProcessFile.Means;
import io.lapwing.fileprocessor.reading.Limits;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.FileFinding;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.FileSpec;
import io.lapwing.sharedmodel.file.FileSpec.UnknownDevices;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.Profile;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.work.WorkOutcome;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.fileprocessor.functions.Desk.codes;
import static io.lapwing.fileprocessor.functions.Desk.counts;
import static io.lapwing.fileprocessor.functions.Desk.spec;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/// What becomes of files of readings, from their bytes to their report.
class ProcessTelemetryTest {

    private static final String LONG = "device_id,ts,metric,value,unit\n";

    private final Desk desk = new Desk();

    @Test
    void loads_a_table_with_a_byte_order_mark() {
        StoredFile file = desk.take("\uFEFF" + LONG + """
                pump-1,2026-01-01T00:00:00Z,temperature,21.5,C
                pump-2,2026-01-01T00:00:01Z,pressure,3,bar
                """);

        assertThat(file.state()).isEqualTo(FileState.COMPLETED);
        assertThat(counts(file)).isEqualTo("2 = 2 loaded, 0 duplicate, 0 rejected");
        assertThat(desk.readings("pump-1")).containsExactly("2026-01-01T00:00:00Z temperature=21.5");
        assertThat(desk.readings("pump-2")).containsExactly("2026-01-01T00:00:01Z pressure=3");
        assertThat(file.lease()).isNull();
        assertThat(desk.counters.total(Counter.READINGS_STORED)).isEqualTo(2);
        assertThat(desk.objects.keys()).containsExactly(file.key().upload().value());
    }

    @Test
    void loads_nothing_new_of_the_same_text_in_another_encoding() {
        String text = LONG + "pump-1,2026-01-01T00:00:00Z,temperature,21.5,C\n";
        desk.take(text);

        byte[] other = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
        StoredFile file = desk.take(spec("again.csv", other.length), other);

        assertThat(counts(file)).isEqualTo("1 = 0 loaded, 1 duplicate, 0 rejected");
        assertThat(file.duplicateOf()).isNull();
        assertThat(desk.readings("pump-1")).hasSize(1);
    }

    @Test
    void counts_lines_within_quotes() {
        StoredFile file = desk.take("""
                device_id,ts,note,temperature
                pump-1,2026-01-01T00:00:00Z,"1
                ",20
                pump-1,2026-01-01T00:00:01Z,2,warm
                """);

        assertThat(codes(file)).containsExactly("BAD_NUMBER@4");
        assertThat(file.progress().rowsRejected()).isEqualTo(1);
    }

    @Test
    void reads_numbers_and_times_as_the_profile_says() {
        byte[] csv = """
                device_id;ts;metric;value;unit
                pump-1;01.01.2026 01:00:00;flow;1.234,5;L/min
                """.getBytes(UTF_8);

        StoredFile file = desk.take(new FileSpec("werte.csv", csv.length, new ContentType("text/csv"), null,
                FilePurpose.TELEMETRY, Profile.DE, UnknownDevices.REFUSE), csv);

        assertThat(counts(file)).isEqualTo("1 = 1 loaded, 0 duplicate, 0 rejected");
        assertThat(desk.readings("pump-1")).containsExactly("2026-01-01T00:00:00Z flow=1234.5");
    }

    @Test
    void keeps_what_was_written_beside_what_was_converted() {
        desk.take(LONG + """
                pump-1,2026-01-01T00:00:00Z,temperature,70,F
                pump-1,2026-01-01T00:00:01Z,temperature,70,°C
                """);

        assertThat(desk.readings("pump-1")).containsExactly("2026-01-01T00:00:00Z temperature=21.1111",
                "2026-01-01T00:00:00Z temperature.original='70 F'", "2026-01-01T00:00:01Z temperature=70");
    }

    @Test
    void keeps_no_original_where_its_name_has_no_room_or_is_taken() {
        String longName = "t".repeat(125);
        StoredFile file = desk.take("""
                device_id,ts,%s[F],a[F],a.original
                pump-1,2026-01-01T00:00:00Z,32,50,7
                """.formatted(longName));

        assertThat(counts(file)).isEqualTo("1 = 1 loaded, 0 duplicate, 0 rejected");
        assertThat(desk.readings("pump-1")).containsExactlyInAnyOrder("2026-01-01T00:00:00Z " + longName + "=0.0",
                "2026-01-01T00:00:00Z a=10.0", "2026-01-01T00:00:00Z a.original=7");
    }

    @Test
    void writes_the_rejected_rows_with_their_line_their_code_and_what_they_were() {
        StoredFile file = desk.take(LONG + """
                pump-1,2026-01-01T00:00:00Z,temperature,21.5,C
                pump-1,2026-01-01T00:00:01Z,temperature,21.5,blorp
                pump-9,2026-01-01T00:00:02Z,"temperature",21.5,C
                pump-2,2026-01-01T00:00:03Z,temperature,=1+1,C
                """);

        assertThat(counts(file)).isEqualTo("4 = 1 loaded, 0 duplicate, 3 rejected");
        assertThat(codes(file)).containsExactly("UNKNOWN_UNIT@3", "UNKNOWN_DEVICE@4", "BAD_NUMBER@5");
        assertThat(desk.text(file.key().rejects()).split("\r\n")).satisfiesExactly(
                header -> assertThat(header).isEqualTo("entry,line,code,message,original"),
                unit -> assertThat(unit).startsWith(",3,UNKNOWN_UNIT,\"")
                        .endsWith("\"pump-1,2026-01-01T00:00:01Z,temperature,21.5,blorp\""),
                device -> assertThat(device).isEqualTo(",4,UNKNOWN_DEVICE,No device pump-9 is registered.,"
                        + "\"pump-9,2026-01-01T00:00:02Z,\"\"temperature\"\",21.5,C\""),
                number -> assertThat(number).startsWith(",5,BAD_NUMBER,")
                        .endsWith(",\"pump-2,2026-01-01T00:00:03Z,temperature,=1+1,C\""));
        assertThat(desk.objects.keys()).containsExactly(file.key().rejects().value(), file.key().upload().value());
    }

    @Test
    void registers_the_devices_of_a_file_that_says_so() {
        byte[] csv = (LONG + "pump-9,2026-01-01T00:00:00Z,temperature,21.5,C\n").getBytes(UTF_8);

        StoredFile file = desk.take(new FileSpec("new.csv", csv.length, new ContentType("text/csv"), null,
                FilePurpose.TELEMETRY, Profile.DEFAULT, UnknownDevices.REGISTER), csv);

        DeviceKey key = DeviceKey.of("acme", "pump-9");
        Device device = desk.stores.registry().find(Set.of(key)).get(key);
        assertThat(device).extracting(found -> found.profile().type()).isEqualTo("unknown");
        assertThat(counts(file)).isEqualTo("1 = 1 loaded, 0 duplicate, 0 rejected");
        assertThat(desk.readings("pump-9")).hasSize(1);
    }

    @Test
    void counts_a_row_without_values_with_those_that_say_nothing_new() {
        StoredFile file = desk.take("""
                device_id,ts,a,b
                pump-1,2026-01-01T00:00:00Z,,
                pump-1,2026-01-01T00:00:01Z,1,
                pump-1,2026-01-01T00:00:01Z,1,
                """);

        assertThat(counts(file)).isEqualTo("3 = 1 loaded, 2 duplicate, 0 rejected");
    }

    @Test
    void completes_a_table_without_rows() {
        assertThat(desk.take(LONG)).satisfies(file -> {
            assertThat(file.state()).isEqualTo(FileState.COMPLETED);
            assertThat(counts(file)).isEqualTo("0 = 0 loaded, 0 duplicate, 0 rejected");
        });
    }

    @Test
    void quarantines_a_file_whose_quote_does_not_close() {
        String csv = LONG + "pump-1,2026-01-01T00:00:00Z,temperature,21.5,C\n"
                + "pump-1,2026-01-01T00:00:01Z,\"temperature,21.5,C\n";
        StoredFile file = desk.take(csv);

        assertThat(verdict(file)).isEqualTo("UNCLOSED_QUOTE@3");
        assertThat(file.sha256()).isEqualTo(Sha256.of(csv.getBytes(UTF_8)));
        assertNothingLoaded(file);
    }

    @Test
    void quarantines_an_image_that_calls_itself_a_table() {
        byte[] png = new byte[100_000];
        new Random(7).nextBytes(png);
        System.arraycopy(HexFormat.of().parseHex("89504e470d0a1a0a"), 0, png, 0, 8);

        StoredFile file = desk.take(spec("readings.csv", png.length), png);

        assertThat(verdict(file)).isEqualTo("TYPE_MISMATCH@0");
        assertThat(file.isReleasable()).isFalse();
        assertThat(file.sha256()).isEqualTo(Sha256.of(png));
        assertNothingLoaded(file);
    }

    @Test
    void loads_no_row_of_an_archive_that_was_cut_in_half() {
        byte[] half = half(gzip(rows(5000)));

        StoredFile file = desk.take(spec("readings.csv.gz", half.length), half);

        assertThat(verdict(file)).isEqualTo("TRUNCATED_INPUT@0");
        assertNothingLoaded(file);
    }

    @Test
    void loads_what_can_be_read_of_a_file_that_somebody_released() {
        byte[] half = half(gzip(rows(5000)));
        StoredFile quarantined = desk.take(spec("readings.csv.gz", half.length), half);
        desk.stores.files().save(quarantined.released(desk.clock.instant()), List.of());

        StoredFile file = desk.deliver(desk.process(desk.ports, Duration.ofMinutes(10), 100), quarantined.key());

        assertThat(file.state()).isEqualTo(FileState.COMPLETED);
        assertThat(verdict(file)).isEqualTo("TRUNCATED_INPUT@0");
        assertThat(file.progress().rowsLoaded()).isBetween(1500L, 3500L).isEqualTo(file.progress().rowsTotal());
        assertThat(desk.readings("pump-1")).hasSize((int) file.progress().rowsLoaded());
    }

    @Test
    void loads_the_same_bytes_once_under_whatever_name() {
        byte[] csv = rows(10);
        FileKey first = desk.handIn("a.csv", csv);
        FileKey second = desk.handIn("b.csv", csv);

        for (int delivery = 0; delivery < 3; delivery++) {
            desk.deliver(desk.process, first);
            desk.deliver(desk.process, second);
        }

        assertThat(counts(desk.file(first))).isEqualTo("10 = 10 loaded, 0 duplicate, 0 rejected");
        assertThat(desk.file(first).duplicateOf()).isNull();
        assertThat(desk.file(second).state()).isEqualTo(FileState.COMPLETED);
        assertThat(desk.file(second).duplicateOf()).isEqualTo(first.id());
        assertThat(counts(desk.file(second))).isEqualTo("10 = 0 loaded, 0 duplicate, 0 rejected");
    }

    @Test
    void says_in_which_table_of_an_archive_a_row_was_rejected() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            for (String name : new String[]{"a.csv", "b.csv"}) {
                out.putNextEntry(new ZipEntry(name));
                out.write((LONG + "pump-9,2026-01-01T00:00:00Z,temperature,21.5,C\n").getBytes(UTF_8));
                out.closeEntry();
            }
        }

        StoredFile file = desk.take(spec("tables.zip", zip.size()), zip.toByteArray());

        assertThat(file.progress().rejects()).extracting("entry").containsExactly("a.csv", "b.csv");
        assertThat(desk.text(file.key().rejects()).lines()).hasSize(3).anyMatch(row -> row.startsWith("b.csv,2,"));
    }

    @Test
    void fails_a_file_whose_bytes_are_gone() {
        FileKey key = desk.handIn(LONG);
        desk.objects.delete(key.upload());

        assertThat(desk.deliver(desk.process, key).state()).isEqualTo(FileState.FAILED);
    }

    @Test
    void has_nothing_to_do_for_a_file_that_is_not_there_or_not_uploaded() {
        assertThat(desk.process.apply(Desk.work(desk.announce(spec("a.csv", 1)))))
                .isEqualTo(new WorkOutcome.Done());
        assertThat(desk.process.apply(Desk.work(new FileKey(Desk.TENANT,
                new FileId("F-" + "0".repeat(32)))))).isEqualTo(new WorkOutcome.Done());
    }

    @Test
    void receives_a_file_whose_upload_nobody_was_told_of() {
        byte[] csv = rows(3);

        assertThat(desk.deliver(desk.process, desk.upload(spec("a.csv", csv.length), csv)).state())
                .isEqualTo(FileState.COMPLETED);
    }

    @Test
    void wants_steps_that_a_loader_takes() {
        InstantSource clock = desk.clock;

        assertThatIllegalArgumentException().isThrownBy(() -> new Means(clock, new Random(1), Duration.ZERO,
                Limits.DEFAULT, 20_001));
    }

    private void assertNothingLoaded(StoredFile file) {
        assertThat(file.state()).isEqualTo(FileState.QUARANTINED);
        assertThat(desk.readings("pump-1")).isEmpty();
        assertThat(desk.objects.keys()).containsExactly(file.key().upload().value());
    }

    private static String verdict(StoredFile file) {
        FileFinding finding = Objects.requireNonNull(file.finding());
        return finding.code() + "@" + finding.line();
    }

    /// Rows of pump-1, a second apart.
    static byte[] rows(int count) {
        StringBuilder csv = new StringBuilder(LONG);
        Random random = new Random(3);
        for (int i = 0; i < count; i++) {
            csv.append("pump-1,").append(Desk.NOW.minusSeconds(100_000 - i)).append(",temperature,")
                    .append(random.nextInt(100_000)).append(",C\n");
        }
        return csv.toString().getBytes(UTF_8);
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }
}

package io.lapwing.fileprocessor.reading;

import io.lapwing.fileprocessor.domain.RowOutcome.CleanedRow;
import io.lapwing.sharedmodel.file.Profile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.fileprocessor.reading.Reading.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class CsvReadingTest {

    private static final String HEADER = "device_id,ts,metric,value,unit\n";
    private static final String ROW = "pump-1," + T0 + ",temperature,21.5,\n";
    private static final String READING = "pump-1 " + T0 + " temperature=21.5";

    @Test
    void reads_a_long_table() {
        Reading reading = Reading.of(HEADER + ROW + "pump-2,2026-01-01T00:00:01Z,running,true,\n");

        assertThat(reading.readings()).containsExactly(READING, "pump-2 " + (T0 + 1000) + " running=true");
        assertThat(reading.trusted().rows()).isEqualTo(2);
    }

    @Test
    void reads_a_wide_table_in_which_an_empty_field_is_no_value() {
        Reading reading = Reading.of("ts,device_id,temperature[F],flow,open\n" + T0 + ",pump-1,70,,true\n" + T0
                + ",pump-2,,12.25,\n" + T0 + ",pump-3,,,\n");

        assertThat(reading.readings()).containsExactly("pump-1 " + T0 + " temperature=21.1111 Cel",
                "pump-1 " + T0 + " open=true", "pump-2 " + T0 + " flow=12.25");
        assertThat(reading.cleaned()).hasSize(3).last().extracting(CleanedRow::values).isEqualTo(List.of());
    }

    @Test
    void rejects_a_whole_wide_row_for_one_wrong_value_and_names_its_column() {
        Reading reading = Reading.of("ts,device_id,a,b\n" + T0 + ",pump-1,1,x\n");

        assertThat(reading.codes()).containsExactly("BAD_NUMBER@2");
        assertThat(reading.rejects().getFirst().message()).contains("\"b\"").contains("21.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deviceId;timestamp;METRIC;Value", "VALUE;Metric;TIME;Device",
            "device-id;date time;metric;value"})
    void takes_header_names_in_any_case_order_and_of_usual_kinds(String header) {
        List<String> cells = Stream.of(header.split(";")).map(name -> switch (name.toLowerCase(java.util.Locale.ROOT)) {
            case "value" -> "21.5";
            case "metric" -> "temperature";
            case "deviceid", "device", "device-id" -> "pump-1";
            default -> Long.toString(T0);
        }).toList();

        assertThat(Reading.of(header + "\n" + String.join(";", cells)).readings()).containsExactly(READING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b,c\n1,2,3\n", "device_id,ts\n", "device_id,ts,metric,value,units\n",
            "device_id,ts,value,unit\n",
            "device_id,ts,metric\n", "device_id,device,ts,metric,value\n", "device_id,ts,a,a\n", "ts,device_id,a,\n",
            "", "\n\n"})
    void distrusts_a_table_whose_header_it_does_not_understand(String csv) {
        assertThat(Reading.of(csv).verdict()).isEqualTo("TYPE_MISMATCH@1");
    }

    @Test
    void distrusts_a_wide_table_whose_header_names_an_unknown_unit() {
        assertThat(Reading.of("ts,device_id,speed[furlong]\n").verdict()).isEqualTo("UNKNOWN_UNIT@1");
    }

    @Test
    void skips_the_line_that_names_the_separator() {
        assertThat(Reading.of("sep=;\n" + HEADER.replace(',', ';') + ROW.replace(',', ';')).readings())
                .containsExactly(READING);
    }

    @Test
    void keeps_line_numbers_right_behind_newlines_in_quotes() {
        String metric = "\"a\r\nb\nc\"";
        Reading reading = Reading.of(HEADER + "pump-1," + T0 + "," + metric + ",1,\nx,y\n\r\n\n" + "pump-1," + T0
                + ",t,oops,\n");

        assertThat(reading.codes()).containsExactly("TYPE_MISMATCH@2", "FIELD_COUNT@5", "BAD_NUMBER@8");
        assertThat(reading.rejects().getFirst().original()).contains(metric);
    }

    @Test
    void rejects_rows_with_more_or_fewer_fields_and_goes_on() {
        Reading reading = Reading.of(HEADER + "pump-1," + T0 + ",temperature\n" + ROW.strip() + ",,\n" + ROW);

        assertThat(reading.codes()).containsExactly("FIELD_COUNT@2", "FIELD_COUNT@3");
        assertThat(reading.readings()).containsExactly(READING);
        assertThat(reading.rejects().getFirst().original()).isEqualTo("pump-1," + T0 + ",temperature");
        assertThat(reading.rejects().getFirst().message()).contains("3 fields").contains("header 5");
    }

    @Test
    void reads_a_decimal_comma_by_the_profile_only() {
        String quoted = HEADER + "pump-1," + T0 + ",temperature,\"21,5\",\n";
        String unquoted = HEADER + "pump-1," + T0 + ",temperature,21,5,\n";

        assertThat(Reading.of(quoted, Profile.DE).readings()).containsExactly(READING);
        assertThat(Reading.of(quoted).codes()).containsExactly("AMBIGUOUS_NUMBER@2");
        assertThat(Reading.of(unquoted).codes()).containsExactly("FIELD_COUNT@2");
        assertThat(Reading.of(unquoted, Profile.DE).codes()).containsExactly("FIELD_COUNT@2");
    }

    @Test
    void converts_units_and_keeps_the_original() {
        Reading reading = Reading.of(HEADER + "pump-1," + T0 + ",temperature,70,F\npump-1," + T0 + ",way,12,furlong\n");

        assertThat(reading.readings()).containsExactly("pump-1 " + T0 + " temperature=21.1111 Cel");
        assertThat(reading.cleaned().getFirst().values().getFirst()).satisfies(value -> {
            assertThat(value.originalValue()).isEqualTo("70");
            assertThat(value.originalUnit()).isEqualTo("F");
        });
        assertThat(reading.codes()).containsExactly("UNKNOWN_UNIT@3");
    }

    @Test
    void finds_the_lone_quote_before_a_million_lines_at_its_line() {
        byte[] rows = ROW.getBytes(StandardCharsets.UTF_8);
        byte[] file = new byte[HEADER.length() + 2 * rows.length + 1 + 1_000_000 * rows.length];
        System.arraycopy(Archives.utf8(HEADER), 0, file, 0, HEADER.length());
        int at = HEADER.length();
        for (int i = 0; i < 1_000_002; i++) {
            if (i == 2) {
                file[at++] = '"';
            }
            System.arraycopy(rows, 0, file, at, rows.length);
            at += rows.length;
        }

        assertThat(Reading.of(file).verdict()).isEqualTo("UNCLOSED_QUOTE@4");
    }

    @Test
    void finds_the_lone_quote_where_it_opened_and_not_where_its_record_began() {
        assertThat(Reading.of(HEADER + "pump-1,\"a\nb\nc\",\"x,1,\n" + ROW).verdict()).isEqualTo("UNCLOSED_QUOTE@4");
    }

    @Test
    void loses_only_the_line_whose_quote_something_follows() {
        Reading reading = Reading.of(HEADER + ROW + "\"pump-1\"x," + T0 + ",t,1,\n" + ROW + "\"pump-1," + T0 + ",t,1,\n"
                + ROW + "pump-1," + T0 + ",\"temperature\",21.5,\r\n" + ROW + "\"a\"b");

        assertThat(reading.codes()).containsExactly("UNCLOSED_QUOTE@3", "UNCLOSED_QUOTE@5", "UNCLOSED_QUOTE@9");
        assertThat(reading.readings()).hasSize(5).containsOnly(READING);
        assertThat(reading.rejects().getFirst().original()).isEqualTo("\"pump-1\"x," + T0 + ",t,1,");
    }

    @Test
    void distrusts_a_table_whose_quotes_are_broken_everywhere() {
        String broken = "\"a\"b,1,2,3,4\n";

        assertThat(Reading.of(HEADER + broken.repeat(CsvTable.MAX_BROKEN)).codes()).hasSize(CsvTable.MAX_BROKEN);
        assertThat(Reading.of(HEADER + broken.repeat(CsvTable.MAX_BROKEN + 1)).verdict())
                .isEqualTo("UNCLOSED_QUOTE@" + (CsvTable.MAX_BROKEN + 2));
    }

    @Test
    void goes_on_behind_a_broken_line_anywhere_in_a_long_table() {
        String good = ROW.repeat(20_000);
        Reading reading = Reading.of(HEADER + good + "\"a\"b,1,2,3,4\r\n" + good + "\"a\"b\r" + good + "\"a\"b\n");

        assertThat(reading.codes()).containsExactly("UNCLOSED_QUOTE@20002", "UNCLOSED_QUOTE@40003",
                "UNCLOSED_QUOTE@60004");
        assertThat(reading.readings()).hasSize(60_000).containsOnly(READING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", HEADER})
    void refuses_a_million_columns_quickly(String before) {
        String csv = before + "x,".repeat(1_000_000) + "\n" + ROW;

        assertTimeoutPreemptively(Duration.ofSeconds(2),
                () -> assertThat(Reading.of(csv).verdict()).startsWith("TOO_LARGE@"));
    }

    @Test
    void refuses_a_record_that_is_too_long_and_takes_the_longest() {
        String longest = "x".repeat(60_000);
        Reading reading = Reading.of(HEADER + "pump-1," + T0 + ",t," + longest + ",\n" + ROW);

        assertThat(reading.codes()).containsExactly("BAD_NUMBER@2");
        assertThat(reading.rejects().getFirst().original()).hasSize(2000);
        assertThat(Reading.of(HEADER + ROW + "pump-1," + T0 + ",t," + "x".repeat(100_000)).verdict())
                .isEqualTo("TOO_LARGE@3");
        assertThat(Reading.of(HEADER + "pump-1," + T0 + ",\"" + "x".repeat(50_000) + "\",\"" + "\n".repeat(50_000)
                + "\",").verdict()).isEqualTo("TOO_LARGE@2");
    }

    static Stream<List<String>> cells() {
        return Stream.of(List.of("1e5", "100000.0"), List.of("+3", "3"), List.of(" 3 ", "3"), List.of("-0.5", "-0.5"),
                List.of("TRUE", "true"), List.of("9223372036854775807", "9223372036854775807"), List.of(".5", "0.5"),
                List.of("1,234", "AMBIGUOUS_NUMBER"), List.of("1.234,5", "AMBIGUOUS_NUMBER"),
                List.of("NaN", "BAD_NUMBER"),
                List.of("0x1F", "BAD_NUMBER"), List.of("١٢", "BAD_NUMBER"), List.of("1".repeat(10_000), "BAD_NUMBER"),
                List.of("1e400", "BAD_NUMBER"), List.of("9223372036854775808", "BAD_NUMBER"), List.of("", "BAD_NUMBER"),
                List.of("Infinity", "BAD_NUMBER"), List.of("1d", "BAD_NUMBER"), List.of("open", "BAD_NUMBER"),
                List.of("1e", "BAD_NUMBER"), List.of("--1", "BAD_NUMBER"), List.of(".", "BAD_NUMBER"));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void takes_numbers_for_what_they_are(List<String> cell) {
        Reading reading = Reading.of(HEADER + "pump-1," + T0 + ",t,\"" + cell.get(0) + "\",\n");
        String outcome = reading.rejects().isEmpty()
                ? Reading.text(reading.cleaned().getFirst().values().getFirst().value())
                : reading.rejects().getFirst().code().name();

        assertThat(outcome).isEqualTo(cell.get(1));
    }

    @Test
    void rejects_what_no_device_can_be_called() {
        assertThat(Reading.of(HEADER + "a/+/#," + T0 + ",t,1,\n," + T0 + ",t,1,\n").codes())
                .containsExactly("UNKNOWN_DEVICE@2", "UNKNOWN_DEVICE@3");
    }

    @Test
    void says_for_every_reject_what_would_have_been_right() {
        Reading reading = Reading
                .of(HEADER + "a b,1,t,1,\npump-1,yesterday,t,1,\npump-1," + T0 + ",t,one,\npump-1," + T0
                        + ",t,\"1,5\",\npump-1," + T0 + ",t,1,furlong\nx\n\"a\"b\n");

        assertThat(reading.rejects()).hasSize(7).allSatisfy(
                reject -> assertThat(reject.message()).matches("(?s).+[:;,.].+\\.").doesNotContain("null"));
    }

    @Test
    void goes_on_from_where_a_loader_stopped() throws java.io.IOException {
        String csv = HEADER + ROW.repeat(10) + "\"a\"b\n" + "pump-9," + T0 + ",t,1,\n";
        FileReading files = new FileReading(Limits.DEFAULT);
        try (CleanedRows rows = files.rows(new java.io.ByteArrayInputStream(Archives.utf8(csv)),
                new io.lapwing.fileprocessor.domain.CleaningRules(Profile.DEFAULT, Reading.NOW))) {
            assertThat(rows.skip(11)).isEqualTo(11);
            assertThat(rows.next()).isInstanceOf(CleanedRow.class);
            assertThat(rows.next()).isNull();
            assertThat(rows.skip(5)).isZero();
            assertThatCode(rows::next).doesNotThrowAnyException();
        }
    }
}

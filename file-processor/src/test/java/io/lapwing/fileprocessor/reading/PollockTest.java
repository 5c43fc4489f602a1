package io.lapwing.fileprocessor.reading;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.fileprocessor.reading.Reading.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// One file for each kind of dirt that the Pollock benchmark (Vitagliano et al., VLDB 2023) knows.
class PollockTest {

    private static final int ROWS = 12;
    private static final String HEADER = "device_id,ts,metric,value,unit";
    private static final List<String> LINES = IntStream.range(0, ROWS)
            .mapToObj(i -> "pump-" + i + "," + (T0 + i) + ",\"inlet \"\"A\"\", hot\"," + i + ".5,").toList();
    private static final List<String> READINGS = IntStream.range(0, ROWS)
            .mapToObj(i -> "pump-" + i + " " + (T0 + i) + " inlet \"A\", hot=" + i + ".5").toList();

    private static String file(List<String> lines) {
        return lines.stream().map(line -> line + "\r\n").collect(Collectors.joining());
    }

    private static String clean() {
        return HEADER + "\r\n" + file(LINES);
    }

    private static String withLine(int row, String line) {
        return HEADER + "\r\n" + file(IntStream.range(0, ROWS).mapToObj(i -> i == row ? line : LINES.get(i)).toList());
    }

    private static List<String> without(int row) {
        return IntStream.range(0, ROWS).filter(i -> i != row).mapToObj(READINGS::get).toList();
    }

    private static void loadsAll(String file) {
        Reading reading = Reading.of(file);
        assertThat(reading.rejects()).isEmpty();
        assertThat(reading.readings()).isEqualTo(READINGS);
    }

    @Test
    void source() {
        loadsAll(clean());
    }

    @Test
    void file_no_payload_is_distrusted() {
        assertThat(Reading.of("").verdict()).isEqualTo("TYPE_MISMATCH@1");
    }

    @Test
    void file_no_and_double_trailing_newline_load() {
        loadsAll(clean().stripTrailing());
        loadsAll(clean() + "\r\n");
    }

    @Test
    void file_no_header_is_distrusted() {
        assertThat(Reading.of(file(LINES)).verdict()).isEqualTo("TYPE_MISMATCH@1");
    }

    @Test
    void file_header_multirow_rejects_the_further_header_rows() {
        Reading two = Reading.of(HEADER + "\r\nid,ms,name,number,symbol\r\n" + file(LINES));

        assertThat(two.codes()).containsExactly("BAD_TIMESTAMP@2");
        assertThat(two.readings()).isEqualTo(READINGS);
        assertThat(Reading.of(HEADER + "\r\n" + HEADER + "\r\na,b,c,d,e\r\n" + file(LINES)).codes()).containsExactly(
                "BAD_TIMESTAMP@2", "BAD_TIMESTAMP@3");
    }

    @Test
    void file_preamble_is_distrusted() {
        assertThat(Reading.of("Readings of the plant,,,,\r\n\r\n" + clean()).verdict()).isEqualTo("TYPE_MISMATCH@1");
    }

    @Test
    void file_multitable_rejects_the_rows_of_a_second_table_that_are_no_readings() {
        Reading less = Reading.of(clean() + "\r\nid,site\r\npump-1,hall\r\n");
        Reading same = Reading.of(clean() + "\r\nid,site,name,x,y\r\npump-1,hall,a,b,c\r\n");

        assertThat(less.codes()).containsExactly("FIELD_COUNT@15", "FIELD_COUNT@16");
        assertThat(same.codes()).containsExactly("BAD_TIMESTAMP@15", "BAD_TIMESTAMP@16");
        assertThat(Reading.of(clean() + "a,b,c,d,e,f\r\n").codes()).containsExactly("FIELD_COUNT@14");
        assertThat(less.readings()).isEqualTo(READINGS);
        assertThat(same.readings()).isEqualTo(READINGS);
    }

    @Test
    void file_header_only_and_one_data_row_load() {
        assertThat(Reading.of(HEADER).trusted().rows()).isZero();
        assertThat(Reading.of(HEADER + "\r\n" + LINES.getFirst()).readings()).containsExactly(READINGS.getFirst());
    }

    /// A delimiter taken out at each place of each row.
    @Test
    void row_less_sep_rejects_the_row() {
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < 4; column++) {
                List<String> cells = cells(row);
                String merged = Stream.of(cells.subList(0, column), List.of(cells.get(column) + cells.get(column + 1)),
                        cells.subList(column + 2, 5)).flatMap(List::stream).collect(Collectors.joining(","));
                Reading reading = Reading.of(withLine(row, merged));

                // A quote within a field is none, so the comma behind it parts fields.
                List<String> codes = List.of("FIELD_COUNT@", "BAD_TIMESTAMP@", "UNCLOSED_QUOTE@", "FIELD_COUNT@");
                assertThat(reading.codes()).containsExactly(codes.get(column) + (row + 2));
                assertThat(reading.readings()).isEqualTo(without(row));
            }
        }
    }

    /// A delimiter put in at each place of each row.
    @Test
    void row_more_sep_rejects_the_row() {
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < 5; column++) {
                List<String> cells = new java.util.ArrayList<>(cells(row));
                cells.add(column, "");
                Reading reading = Reading.of(withLine(row, String.join(",", cells)));

                assertThat(reading.codes()).containsExactly("FIELD_COUNT@" + (row + 2));
                assertThat(reading.readings()).isEqualTo(without(row));
            }
        }
    }

    /// A lone quote put before each cell of each row: never another row's reading is wrong.
    @Test
    void row_extra_quote_rejects_the_row_or_distrusts_the_file() {
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < 5; column++) {
                List<String> cells = new java.util.ArrayList<>(cells(row));
                cells.set(column, '"' + cells.get(column));
                Reading reading = Reading.of(withLine(row, String.join(",", cells)));

                if (reading.inspection() instanceof Inspection.Distrusted) {
                    assertThat(reading.verdict()).as(row + "/" + column).isEqualTo("UNCLOSED_QUOTE@" + (row + 2));
                } else {
                    assertThat(reading.codes()).as(row + "/" + column).hasSize(1).first().asString()
                            .endsWith("@" + (row + 2));
                    assertThat(reading.readings()).isEqualTo(without(row));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t"})
    void file_field_delimiter_semicolon_and_tab_load(String delimiter) {
        loadsAll(HEADER.replace(",", delimiter) + "\n" + IntStream.range(0, ROWS).mapToObj(
                i -> String.join(delimiter, cells(i))).collect(Collectors.joining("\n")));
    }

    @Test
    void file_field_delimiter_comma_and_blank_loads_what_is_not_quoted() {
        assertThat(Reading.of(HEADER.replace(",", ", ") + "\npump-1, " + T0 + ", temperature, 21.5, C\n").readings())
                .containsExactly("pump-1 " + T0 + " temperature=21.5 Cel");
    }

    @Test
    void file_field_delimiter_blank_is_distrusted() {
        assertThat(Reading.of(clean().replace(',', ' ')).verdict()).isEqualTo("TYPE_MISMATCH@1");
    }

    @Test
    void row_field_delimiter_blank_rejects_the_row() {
        Reading reading = Reading.of(withLine(3, String.join(" ", cells(3))));

        assertThat(reading.codes()).containsExactly("FIELD_COUNT@5");
        assertThat(reading.readings()).isEqualTo(without(3));
    }

    @Test
    void file_quotation_char_apostrophe_rejects_what_it_parts_wrongly() {
        Reading reading = Reading.of(HEADER + "\npump-1," + T0 + ",'a, b',1,\npump-1," + T0 + ",t,'1',\n");

        assertThat(reading.codes()).containsExactly("FIELD_COUNT@2", "BAD_NUMBER@3");
    }

    /// Quotes in quotes escaped with a backslash, or not at all.
    @ParameterizedTest
    @ValueSource(strings = {"\\\"", "\""})
    void file_escape_char_rejects_the_rows(String escaped) {
        Reading reading = Reading.of(HEADER + "\npump-1," + T0 + ",\"inlet " + escaped + "A" + escaped + " hot\",1,\n"
                + LINES.get(1));

        assertThat(reading.codes()).containsExactly("UNCLOSED_QUOTE@2");
        assertThat(reading.readings()).containsExactly(READINGS.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r"})
    void file_record_delimiter_lf_and_cr_load(String end) {
        loadsAll(clean().replace("\r\n", end));
    }

    private static List<String> cells(int row) {
        String[] cells = LINES.get(row).replace(", hot", "; hot").split(",", -1);
        cells[2] = cells[2].replace("; hot", ", hot");
        return List.of(cells);
    }
}

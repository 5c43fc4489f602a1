package io.lapwing.sharedmodel.csv;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CsvTest {

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void reads_what_is_separated_by_commas_semicolons_and_tabs(String separator) throws MalformedCsv {
        assertThat(cells("id|name\n1|Pump\n".replace("|", separator))).containsExactly(List.of("id", "name"),
                List.of("1", "Pump"));
    }

    @Test
    void takes_the_separator_that_stands_outside_of_quotes() throws MalformedCsv {
        assertThat(cells("\"a,b\";c\n1,5;2\n")).containsExactly(List.of("a,b", "c"), List.of("1,5", "2"));
    }

    @Test
    void reads_a_single_column_and_no_text_at_all() throws MalformedCsv {
        assertThat(cells("id\n1")).containsExactly(List.of("id"), List.of("1"));
        assertThat(cells("")).isEmpty();
    }

    @Test
    void leaves_a_byte_order_mark_and_blanks_around_cells_out() throws MalformedCsv {
        assertThat(cells("\uFEFFid , name\r\n 1,\" two \"\r\n")).containsExactly(List.of("id", "name"),
                List.of("1", "two"));
    }

    @Test
    void counts_lines_over_empty_ones_and_over_those_within_quotes() throws MalformedCsv {
        assertThat(read("id,name\n\n1,\"two\nlines, and \"\"quotes\"\"\"\n2,b\n", 10)).containsExactly(
                new CsvRow(1, List.of("id", "name")), new CsvRow(3, List.of("1", "two\nlines, and \"quotes\"")),
                new CsvRow(5, List.of("2", "b")));
    }

    @Test
    void takes_rows_of_any_number_of_cells_and_no_more_rows_than_are_wanted() throws MalformedCsv {
        assertThat(cells("a,b\n1\n1,2,3\n")).containsExactly(List.of("a", "b"), List.of("1"), List.of("1", "2", "3"));
        assertThat(read("a\n1\n2\n\"3", 3)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n\"secret,2\n3,4\n", "a,b\n1,2\n\"secret\"x,2\n"})
    void says_after_which_row_a_quote_is_wrong_but_not_what_it_holds(String csv) {
        assertThatExceptionOfType(MalformedCsv.class).isThrownBy(() -> read(csv, 10)).satisfies(
                e -> assertThat(e.line()).isEqualTo(2)).withMessageNotContaining("secret");
    }

    @Test
    void refuses_what_is_not_utf_8_and_rows_without_an_end() {
        assertThatExceptionOfType(MalformedCsv.class)
                .isThrownBy(() -> Csv.read("id\nM\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1), 10));
        assertThatExceptionOfType(MalformedCsv.class).isThrownBy(() -> read(",".repeat(1000), 10));
    }

    private static List<CsvRow> read(String csv, int max) throws MalformedCsv {
        return Csv.read(csv.getBytes(UTF_8), max);
    }

    private static List<List<String>> cells(String csv) throws MalformedCsv {
        return read(csv, 100).stream().map(CsvRow::cells).toList();
    }
}

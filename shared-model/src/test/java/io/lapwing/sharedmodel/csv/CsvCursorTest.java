package io.lapwing.sharedmodel.csv;

import io.lapwing.sharedmodel.csv.BrokenRecord.Kind;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CsvCursorTest {

    /// Lines and fields, `line:field|field`, and of what is broken its kind.
    private static List<String> read(String csv) throws IOException {
        List<String> records = new ArrayList<>();
        try (CsvCursor cursor = new CsvCursor(new StringReader(csv), ',')) {
            while (true) {
                try {
                    if (!cursor.next()) {
                        return records;
                    }
                    List<String> fields = new ArrayList<>();
                    for (int i = 0; i < cursor.size(); i++) {
                        fields.add(cursor.field(i));
                    }
                    records.add(cursor.line() + ":" + String.join("|", fields));
                } catch (BrokenRecord e) {
                    records.add(e.line() + ":" + e.kind());
                    if (e.kind() != Kind.STRAY_QUOTE) {
                        return records;
                    }
                }
            }
        }
    }

    @Test
    void reads_records_and_counts_lines_as_they_end() throws IOException {
        assertThat(read("a, b ,\"c\"\"\"\r\n\r\n\"d\ne\r\nf\",\rg")).containsExactly("1:a|b|c\"", "3:d\ne\r\nf|",
                "6:g");
    }

    @Test
    void goes_on_behind_a_line_whose_quote_something_follows() throws IOException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            assertThat(read("a" + end + "\"b\"c" + end + "d" + end + "e,\"f\"g" + end + "\"h\"i")).containsExactly(
                    "1:a",
                    "2:STRAY_QUOTE", "3:d", "4:STRAY_QUOTE", "5:STRAY_QUOTE");
        }
    }

    @Test
    void gives_the_text_of_records_and_broken_lines() throws IOException, BrokenRecord {
        CsvCursor cursor = new CsvCursor(new StringReader("a,\"b\"\"c\",\" d\"\n\"x\"y,z\r\n"), ',');

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.text(100)).isEqualTo("a,\"b\"\"c\",\" d\"");
        assertThatExceptionOfType(BrokenRecord.class).isThrownBy(cursor::next);
        assertThat(cursor.text(100)).isEqualTo("\"x\"y,z");
        assertThat(cursor.line()).isEqualTo(2);
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void names_the_quote_that_is_not_closed() throws IOException {
        String rows = "a,b\n".repeat(50_000);

        assertThat(read("x\n\"y\n" + rows)).containsExactly("1:x", "2:UNCLOSED_QUOTE");
        assertThat(read("\"x\ny\",\"z")).containsExactly("2:UNCLOSED_QUOTE");
        assertThat(read(rows + rows + rows + "\"" + rows)).hasSize(150_001).endsWith("150001:UNCLOSED_QUOTE");
    }

    @Test
    void bounds_records_in_length_and_fields() throws IOException {
        assertThat(read("x".repeat(57_000) + "\ny")).hasSize(2);
        assertThat(read("x".repeat(80_000))).containsExactly("1:TOO_LONG");
        assertThat(read("a\n" + ("x".repeat(1000) + ",").repeat(70))).containsExactly("1:a", "2:TOO_LONG");
        assertThat(read(",".repeat(999))).hasSize(1);
        assertThat(read(",".repeat(1000))).containsExactly("1:TOO_MANY_FIELDS");
        assertThat(read("a\n\"b\"c" + "x".repeat(80_000))).containsExactly("1:a", "2:TOO_LONG");
    }

    @Test
    void lets_failures_of_the_text_through() {
        IllegalStateException outage = new IllegalStateException("away");
        IOException damaged = new IOException("damaged");

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(
                () -> new CsvCursor(failing(outage), ',').next()).isSameAs(outage);
        assertThatExceptionOfType(IOException.class).isThrownBy(
                () -> new CsvCursor(failing(damaged), ',').next()).isSameAs(damaged);
    }

    private static Reader failing(Exception failure) {
        return new Reader() {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                if (failure instanceof IOException e) {
                    throw e;
                }
                throw (RuntimeException) failure;
            }

            @Override
            public void close() {}
        };
    }
}

package io.lapwing.fileprocessor.reading;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.fileprocessor.reading.Reading.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// Clean tables, written in every valid way, come out the same.
class RandomTablesTest {

    private static final int TABLES = 300;
    private static final String LETTERS = "abcXYZ ,;\t\"'äß🌡漢-_.\\|{}<";
    private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};

    private record Column(String name, List<String> cells) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void come_out_as_they_went_in(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TABLES; i++) {
            List<String> expected = new ArrayList<>();
            String text = table(random, expected);
            Reading reading = Reading.of(pack(random, encode(random, text)));

            assertThat(reading.rejects()).as("table %d of seed %d: %s", i, seed, text).isEmpty();
            assertThat(reading.readings()).as("table %d of seed %d", i, seed).isEqualTo(expected);
        }
    }

    private static String table(Random random, List<String> expected) {
        int rows = random.nextInt(random.nextInt(10) == 0 ? 3000 : 20);
        List<Column> columns = new ArrayList<>(List.of(new Column("Device_ID", new ArrayList<>()),
                new Column("TS", new ArrayList<>()), new Column("metric", new ArrayList<>()),
                new Column("value", new ArrayList<>()), new Column("unit", new ArrayList<>())));
        for (int i = 0; i < rows; i++) {
            String device = "d" + random.nextInt(100);
            long ts = T0 - random.nextLong(1_000_000_000L);
            String metric = metric(random);
            long value = random.nextLong() >> random.nextInt(60);
            List<String> cells = List.of(device, Long.toString(ts), metric, Long.toString(value),
                    random.nextBoolean() ? "" : "Cel");
            for (int c = 0; c < cells.size(); c++) {
                columns.get(c).cells.add(cells.get(c));
            }
            expected.add(device + " " + ts + " " + metric + "=" + value + (cells.get(4).isEmpty() ? "" : " Cel"));
        }
        java.util.Collections.shuffle(columns, random);
        return written(random, columns, rows);
    }

    private static String metric(Random random) {
        StringBuilder metric = new StringBuilder("m");
        for (int left = random.nextInt(12); left > 0; left--) {
            int at = random.nextInt(LETTERS.codePointCount(0, LETTERS.length()));
            int letter = LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, at));
            // A tab is a control character, which no metric has.
            metric.appendCodePoint(letter == '\t' ? '|' : letter);
        }
        return metric.append('m').toString();
    }

    private static String written(Random random, List<Column> columns, int rows) {
        char delimiter = ",;\t".charAt(random.nextInt(3));
        String lineEnd = LINE_ENDS[random.nextInt(LINE_ENDS.length)];
        StringBuilder text = new StringBuilder();
        for (int row = -1; row < rows; row++) {
            for (int c = 0; c < columns.size(); c++) {
                Column column = columns.get(c);
                text.append(c == 0 ? "" : delimiter)
                        .append(cell(random, row < 0 ? column.name : column.cells.get(row), delimiter));
            }
            boolean isLast = row + 1 == rows && random.nextBoolean();
            text.append(isLast ? "" : lineEnd).append(!isLast && random.nextInt(20) == 0 ? lineEnd : "");
        }
        return text.toString();
    }

    private static String cell(Random random, String cell, char delimiter) {
        boolean mustBeQuoted = cell.indexOf(delimiter) >= 0 || cell.indexOf('"') >= 0;
        return mustBeQuoted || random.nextInt(4) == 0
                ? '"' + cell.replace("\"", "\"\"") + (random.nextInt(8) == 0 ? "\n" : "") + '"'
                : cell;
    }

    private static byte[] encode(Random random, String text) {
        Charset charset = List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
                .get(random.nextInt(3));
        return (random.nextBoolean() ? "\uFEFF" + text : text).getBytes(charset);
    }

    private static byte[] pack(Random random, byte[] table) {
        int cut = random.nextInt(table.length + 1);
        return switch (random.nextInt(5)) {
            case 0 -> Archives.gzip(table);
            case 1 -> Archives.join(Archives.gzip(java.util.Arrays.copyOf(table, cut)),
                    Archives.gzip(java.util.Arrays.copyOfRange(table, cut, table.length)));
            case 2 -> Archives.zip("data/table.csv", table);
            case 3 -> Archives.zipBy(ZipEntry.STORED, "table.csv", table);
            default -> table;
        };
    }
}

package io.lapwing.fileprocessor.reading;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.fileprocessor.reading.Archives.gzip;
import static io.lapwing.fileprocessor.reading.Archives.join;
import static io.lapwing.fileprocessor.reading.Archives.utf8;
import static io.lapwing.fileprocessor.reading.Reading.T0;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContentReadingTest {

    private static final String HEADER = "device_id,ts,metric,value,unit\n";
    private static final String TABLE = HEADER + "pump-1," + T0 + ",Wärme 🌡,70,°F\n";
    private static final String READING = "pump-1 " + T0 + " Wärme 🌡=21.1111 Cel";

    static Stream<byte[]> encodings() {
        String marked = "\uFEFF" + TABLE;
        return Stream.of(TABLE.getBytes(UTF_8), marked.getBytes(UTF_8), marked.getBytes(UTF_16LE),
                marked.getBytes(UTF_16BE), TABLE.getBytes(UTF_16LE), TABLE.getBytes(UTF_16BE));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void reads_the_same_of_the_same_text_in_every_encoding(byte[] file) {
        assertThat(Reading.of(file).readings()).containsExactly(READING);
        assertThat(Reading.of(gzip(file)).readings()).containsExactly(READING);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 700, 5_000, 100_000})
    void names_the_line_that_is_not_in_the_encoding(int rowsBefore) {
        String row = "pump-1," + T0 + ",t,1,\n";
        byte[] latin = ("pump-1," + T0 + ",Wärme,1,\n").getBytes(StandardCharsets.ISO_8859_1);

        byte[] file = join(utf8(HEADER + row.repeat(rowsBefore)), latin, utf8(row.repeat(1000)));
        assertThat(Reading.of(file).verdict()).isEqualTo("ENCODING@" + (rowsBefore + 2));
    }

    @Test
    void names_the_line_of_ndjson_that_is_not_in_the_encoding() {
        String row = "{\"device_id\":\"pump-1\",\"ts\":" + T0 + ",\"t\":1}\n";
        byte[] file = join(utf8(row.repeat(3000)), new byte[]{'{', (byte) 0xff}, utf8(row));

        assertThat(Reading.of(file).verdict()).isEqualTo("ENCODING@3001");
    }

    @Test
    void distrusts_half_of_a_surrogate_pair_and_half_a_character() {
        byte[] half = ("\uFEFF" + HEADER + "pump-1," + T0 + ",\ud83c,1,\n").getBytes(UTF_16LE);
        byte[] lone = join(("\uFEFF" + HEADER + "pump-1," + T0 + ",").getBytes(UTF_16LE),
                new byte[]{0x3c, (byte) 0xd8}, ",1,\n".getBytes(UTF_16LE));

        assertThat(Reading.of(lone).verdict()).isEqualTo("ENCODING@2");
        assertThat(Reading.of(java.util.Arrays.copyOf(half, half.length - 1)).verdict()).startsWith("ENCODING@");
        assertThat(Reading.of(join(utf8(TABLE), new byte[]{(byte) 0xc3})).verdict()).isEqualTo("ENCODING@3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-32", "UTF-32BE", "UTF-32LE"})
    void distrusts_other_encodings(String charset) {
        assertThat(Reading.of(("\uFEFF" + TABLE).getBytes(Charset.forName(charset))).verdict()).isEqualTo("ENCODING@1");
        assertThat(Reading.of(TABLE.getBytes(Charset.forName(charset))).verdict()).isEqualTo("ENCODING@1");
    }

    static Stream<List<String>> others() {
        return Stream.of(List.of("89504e470d0a1a0a0000000d49484452", "PNG"), List.of("255044462d312e37", "PDF"),
                List.of("7f454c46020101000000", "program"), List.of("ffd8ffe000104a464946", "JPEG"),
                List.of("425a6839314159265359", "bzip2"), List.of("28b52ffd0458", "zstd"),
                List.of("d0cf11e0a1b11ae10000", "Office"), List.of("50415231150415", "Parquet"),
                List.of("53514c69746520666f726d6174203300", "SQLite"), List.of("7b5c72746631", "word processor"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void knows_other_files_by_their_first_bytes(List<String> other) {
        byte[] file = join(HexFormat.of().parseHex(other.get(0)), new byte[100]);

        assertThat(Reading.of(file).verdict()).isEqualTo("TYPE_MISMATCH@0");
        assertThat(Reading.of(file).distrusted().message()).contains(other.get(1));
    }

    @Test
    void knows_a_tar_and_texts_that_are_no_tables() {
        byte[] tar = new byte[1024];
        System.arraycopy(utf8("data.csv"), 0, tar, 0, 8);
        System.arraycopy(utf8("ustar"), 0, tar, 257, 5);

        assertThat(Reading.of(tar).verdict()).isEqualTo("TYPE_MISMATCH@0");
        assertThat(Reading.of(gzip(tar)).verdict()).isEqualTo("BOMB@0");
        assertThat(Reading.of("<html><body>").verdict()).isEqualTo("TYPE_MISMATCH@1");
        assertThat(Reading.of("[{\"device_id\":\"a\"}]").verdict()).isEqualTo("TYPE_MISMATCH@1");
        assertThat(Reading.of("{\n \"device_id\":\"a\"}").verdict()).isEqualTo("TYPE_MISMATCH@1");
        assertThat(Reading.of("Dear all,\n\nplease find").verdict()).isEqualTo("TYPE_MISMATCH@1");
    }

    @Test
    void reads_lines_of_json_long_and_wide() {
        Reading reading = Reading
                .of("""
                        {"device_id":"pump-1","ts":1767225600000,"metric":"temperature","value":70,"unit":"F"}
                        {"deviceId":"pump-1","timestamp":"2026-01-01T00:00:00Z","flow[L/s]":0.5,"open":true,"mode":"00123","x":null}

                        {"device":"pump-1","time":1767225600000,"values":{"count":9223372036854775807,"value":1.5}}\r
                        {"device":"pump-1","ts":1767225600000,"value":3}
                        """);

        assertThat(reading.rejects()).isEmpty();
        assertThat(reading.readings()).containsExactly("pump-1 " + T0 + " temperature=21.1111 Cel",
                "pump-1 " + T0 + " flow=30.0 L/min", "pump-1 " + T0 + " open=true", "pump-1 " + T0 + " mode='00123'",
                "pump-1 " + T0 + " count=9223372036854775807", "pump-1 " + T0 + " value=1.5",
                "pump-1 " + T0 + " value=3");
    }

    @Test
    void rejects_lines_that_are_no_such_objects_and_goes_on() {
        Reading reading = Reading.of("""
                {"device_id":"pump-1","ts":1767225600000,"t":1}
                {"device_id":"pump-1","ts":1767225600000,"t":
                [1]
                {"device_id":"pump-1","ts":1767225600000,"t":1,"t":2}
                {"device_id":"pump-1","ts":1767225600000,"t":NaN}
                {"ts":1767225600000,"t":1}
                {"device_id":"pump-1","t":1}
                {"device_id":"pump-1","ts":1767225600,"t":1}
                {"device_id":"pump-1","ts":1767225600000.5,"t":1}
                {"device_id":"pump-1","ts":1767225600000,"metric":"t","value":"x","unit":"F"}
                {"device_id":"pump-1","ts":1767225600000,"metric":"t","value":1,"unit":"furlong"}
                {"device_id":"pump-1","ts":1767225600000,"metric":"t","value":1,"site":"a"}
                {"device_id":"pump-1","ts":1767225600000,"t":1e400}
                {"device_id":"pump-1","ts":1767225600000,"t":9223372036854775808}
                {"device_id":"pump-1","ts":1767225600000,"t":[1]}
                {"device_id":"pump-1","ts":1767225600000,"t":1e999999999,"unit":"F"}
                {"device_id":"pump-1","ts":1767225600000,"t[F]":1e-999999999}
                {"device_id":"pump-1","ts":1767225600000,"t":2}
                """);

        assertThat(reading.codes()).containsExactly("TYPE_MISMATCH@2", "TYPE_MISMATCH@3", "TYPE_MISMATCH@4",
                "TYPE_MISMATCH@5", "FIELD_COUNT@6", "FIELD_COUNT@7", "BAD_TIMESTAMP@8", "BAD_TIMESTAMP@9",
                "BAD_NUMBER@10", "UNKNOWN_UNIT@11", "FIELD_COUNT@12", "BAD_NUMBER@13", "BAD_NUMBER@14",
                "TYPE_MISMATCH@15", "FIELD_COUNT@16");
        assertThat(reading.readings()).containsExactly("pump-1 " + T0 + " t=1", "pump-1 " + T0 + " t=-17.7778 Cel",
                "pump-1 " + T0 + " t=2");
    }

    @Test
    void distrusts_a_line_of_json_that_is_too_long() {
        String row = "{\"device_id\":\"pump-1\",\"ts\":" + T0 + ",\"t\":1}\n";

        assertThat(Reading.of(row + "{\"x\":\"" + "x".repeat(70_000) + "\"}\n").verdict()).isEqualTo("TOO_LARGE@2");
        assertThat(Reading.of("{\"x\":\"" + "x".repeat(70_000) + "\"}\n").verdict()).isEqualTo("TOO_LARGE@1");
    }

    /// A store that cannot be reached is no fault of the file.
    @Test
    void lets_failures_of_the_stream_through() {
        RuntimeException outage = new IllegalStateException("store away");
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(utf8(TABLE.repeat(5000))),
                new InputStream() {
                    @Override
                    public int read() {
                        throw outage;
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        throw outage;
                    }
                });

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(
                () -> new FileReading(Limits.DEFAULT).inspect(failing)).isSameAs(outage);
    }
}

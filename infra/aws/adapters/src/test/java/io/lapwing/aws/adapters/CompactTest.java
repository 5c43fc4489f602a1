package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.MetricValue;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.bool;
import static io.lapwing.sharedmodel.fixtures.Fixtures.decimal;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.json;
import static io.lapwing.sharedmodel.fixtures.Fixtures.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CompactTest {

    private static final long[] NUMBERS = {0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Long.MAX_VALUE, -1, -64,
            -65, Long.MIN_VALUE};

    @Test
    void reads_back_what_was_written() {
        List<MetricValue> values = Stream.concat(LongStream.of(NUMBERS).mapToObj(number -> integer(number)),
                Stream.of(decimal(0.1), decimal(-0.0), decimal(Double.MIN_VALUE), text(""), text("日本 🚰"), bool(true),
                        bool(false), json("{\"a\":[1,null]}")))
                .toList();
        CompactWriter out = new CompactWriter();
        LongStream.of(NUMBERS).forEach(number -> out.number(number).signed(number));
        values.forEach(out::value);
        out.optionalText(null).optionalText("x").bytes(new byte[]{1, 2}).flag(true);

        CompactReader in = new CompactReader(out.toBytes());

        for (long number : NUMBERS) {
            assertThat(in.number()).isEqualTo(number);
            assertThat(in.signed()).isEqualTo(number);
        }
        assertThat(values).allSatisfy(value -> assertThat(in.value()).isEqualTo(value));
        assertThat(in.optionalText()).isNull();
        assertThat(in.optionalText()).isEqualTo("x");
        assertThat(in.bytes()).containsExactly(1, 2);
        assertThat(in.flag()).isTrue();
    }

    @Test
    void takes_little_room_for_what_repeats() {
        CompactWriter out = new CompactWriter().text("temperature ".repeat(1000));

        assertThat(out.toBytes()).hasSizeLessThan(200);
        assertThat(new CompactReader(out.toBytes()).text()).isEqualTo("temperature ".repeat(1000));
    }

    @Test
    void takes_one_byte_more_for_what_cannot_be_shortened() {
        byte[] noise = new byte[1000];
        new Random(1).nextBytes(noise);
        CompactWriter out = new CompactWriter().bytes(noise);

        assertThat(out.toBytes()).hasSize(out.size() + 1);
        assertThat(new CompactReader(out.toBytes()).bytes()).isEqualTo(noise);
    }

    @Test
    void refuses_what_it_has_not_written() {
        assertThatThrownBy(() -> new CompactReader(new byte[]{1, 100, 1, 2, 3}))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> CompactReader.of(null)).isInstanceOf(IllegalStateException.class);
    }
}

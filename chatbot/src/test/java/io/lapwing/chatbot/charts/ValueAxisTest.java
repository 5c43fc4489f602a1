package io.lapwing.chatbot.charts;

import io.lapwing.chatbot.charts.ValueAxis.Mark;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ValueAxisTest {
    private static List<String> labels(double min, double max) {
        return ValueAxis.between(min, max).marks().stream().map(Mark::label).toList();
    }

    @Test
    void names_round_numbers() {
        assertThat(labels(10.2, 30)).containsExactly("10", "15", "20", "25", "30");
        assertThat(labels(0, 1)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(labels(-3, 3)).containsExactly("−3", "−2", "−1", "0", "1", "2", "3");
        assertThat(labels(21.42, 21.45)).containsExactly("21.420", "21.425", "21.430", "21.435", "21.440", "21.445",
                "21.450");
    }

    @Test
    void parts_thousands_of_long_numbers() {
        assertThat(labels(0, 9_000)).contains("0", "8000");
        assertThat(labels(-50_000, 0)).contains("−50\u202f000", "0");
        assertThat(labels(2_000_000, 5_000_000)).contains("2\u202f000\u202f000", "4\u202f500\u202f000");
        assertThat(labels(1_767_225_600_000d, 1_767_225_601_000d)).contains("1\u202f767\u202f225\u202f600\u202f200");
    }

    @Test
    void writes_huge_and_tiny_numbers_with_powers_of_ten() {
        assertThat(labels(0, 3e12)).contains("0", "1.5×10¹²", "3.0×10¹²");
        assertThat(labels(-4e-9, 0)).containsExactly("−4×10⁻⁹", "−3×10⁻⁹", "−2×10⁻⁹", "−1×10⁻⁹", "0");
        assertThat(labels(1e300, 3e300)).contains("2.0×10³⁰⁰");
    }

    @Test
    void puts_equal_values_into_the_middle() {
        assertThat(ValueAxis.between(21.5, 21.5).place(21.5)).isEqualTo(0.5);
        assertThat(ValueAxis.between(-40, -40).place(-40)).isEqualTo(0.5);
        assertThat(ValueAxis.between(0, 0).place(0)).isEqualTo(0.5);
        assertThat(labels(0, 0)).contains("−1.0", "0.0", "1.0");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-5, -4.999", "-1.7976931348623157e308, 1.7976931348623157e308", "1.7e308, 1.7e308",
            "4.9e-324, 4.9e-324", "0, 4.9e-324", "1e-290, 2e-290", "1e15, 1000000000000000.1",
            "1e17, 100000000000000016",
            "-9223372036854775808, 9223372036854775807", "0.1, 0.30000000000000004", "-0.0, 0.0"})
    void has_a_few_marks_in_order_whatever_the_values(double min, double max) {
        ValueAxis axis = ValueAxis.between(min, max);

        assertThat(axis.marks()).hasSizeBetween(3, 9);
        assertThat(axis.marks()).extracting(Mark::label).doesNotHaveDuplicates()
                .allSatisfy(label -> assertThat(label).hasSizeLessThan(30));
        assertThat(axis.marks().stream().map(mark -> axis.place(mark.value())).toList()).isSorted()
                .allSatisfy(place -> assertThat(place).isBetween(-0.001, 1.001));
        assertThat(axis.place(min)).isBetween(0.0, axis.place(max));
        assertThat(axis.place(max)).isBetween(axis.place(min), 1.0);
    }
}

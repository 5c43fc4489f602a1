package io.lapwing.fileprocessor.domain;

import io.lapwing.fileprocessor.domain.Cell.Read;
import io.lapwing.fileprocessor.domain.Cell.Refused;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.Profile;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NumberReaderTest {

    private static Cell<MetricValue> german(String text) {
        return new NumberReader(Profile.DE).read(text);
    }

    private static FileCode code(Cell<MetricValue> cell) {
        assertThat(cell).isInstanceOf(Refused.class);
        return ((Refused<MetricValue>) cell).code();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"21,5|21.5", "1.234,5|1234.5", "1,234|1.234", "-1.234.567,25|-1234567.25",
            ",5|0.5", "1,5e3|1500", "+0,25|0.25"})
    void reads_german_decimals(String text, double expected) {
        assertThat(german(text)).isEqualTo(new Read<>(new DecimalValue(expected)));
    }

    @Test
    void reads_german_thousands_as_integers() {
        assertThat(german("1.234")).isEqualTo(new Read<>(new IntegerValue(1234)));
        assertThat(german("12.345.678")).isEqualTo(new Read<>(new IntegerValue(12_345_678)));
        assertThat(german("7")).isEqualTo(new Read<>(new IntegerValue(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"21.5", "1,234.5", "1.23,4", "1.2345", "1234.567", "1,2,3", ".123", "1..234", "1.234.5"})
    void does_not_guess_at_numbers_that_are_not_german(String text) {
        assertThat(code(german(text))).isEqualTo(FileCode.AMBIGUOUS_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"21,5", "1.234,5", "1,234", "1,234.5", "-1,5", "1,5e3"})
    void does_not_guess_at_commas_without_a_profile(String text) {
        assertThat(code(new NumberReader(Profile.DEFAULT).read(text))).isEqualTo(FileCode.AMBIGUOUS_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", ",", "1,5 m", "١,٢", "0x1,8"})
    void knows_what_is_no_number_in_spite_of_its_comma(String text) {
        assertThat(code(new NumberReader(Profile.DEFAULT).read(text))).isEqualTo(FileCode.BAD_NUMBER);
        assertThat(code(german(text))).isEqualTo(FileCode.BAD_NUMBER);
    }
}

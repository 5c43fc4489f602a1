package io.lapwing.restapi.domain;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LanguagesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {"en#en", "en-GB, de#en-GB", "ar;q=0.5#ar", "zh-Hant-TW , en#zh-Hant-TW"})
    void takes_the_one_that_stands_first(String header, String language) {
        assertThat(Languages.first(header)).contains(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "*;q=0.5", "../../etc", "x", "de_AT", "de-"})
    void takes_none_where_none_is_named(String header) {
        assertThat(Languages.first(header)).isEmpty();
    }

    @Test
    void takes_none_where_there_is_no_header() {
        assertThat(Languages.first(null)).isEmpty();
    }
}

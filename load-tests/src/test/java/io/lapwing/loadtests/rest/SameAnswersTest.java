package io.lapwing.loadtests.rest;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SameAnswersTest {

    private static void compare(String one, String other) {
        SameAnswers.require("/v1/x", one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"a\":1,\"b\":[2]}|{\"b\":[2],\"a\":1}",
            "{\"avg\":4.3}|{\"avg\":4.30000000000001}",
            "{\"max\":4}|{\"max\":4.0}", "{\"nextCursor\":\"xyz\"}|{\"nextCursor\":\"device-1\"}", "null|null"})
    void takes_for_the_same_what_says_the_same(String one, String other) {
        assertThatCode(() -> compare(one, other)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"a\":1}|{\"a\":2}|/a", "{\"a\":1}|{}|", "{\"a\":[1,2]}|{\"a\":[1]}|/a",
            "{\"a\":[1,2]}|{\"a\":[1,3]}|/a/1", "{\"avg\":4.3}|{\"avg\":4.31}|/avg", "{\"a\":null}|{\"a\":0}|/a",
            "{\"a\":\"1\"}|{\"a\":1}|/a", "{\"nextCursor\":\"xyz\"}|{\"nextCursor\":null}|/nextCursor"})
    void names_where_answers_differ(String one, String other,
            @Nullable String place) {
        assertThatIllegalStateException().isThrownBy(() -> compare(one, other))
                .withMessageEndingWith("at " + (place == null ? "" : place));
    }

    @Test
    void takes_nothing_for_an_answer_that_is_not_json() {
        assertThatIllegalStateException().isThrownBy(() -> compare("<html>", "<html>"));
    }
}

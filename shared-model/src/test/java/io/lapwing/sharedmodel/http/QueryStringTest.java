package io.lapwing.sharedmodel.http;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class QueryStringTest {

    @Test
    void keeps_every_value_of_a_parameter_in_its_order() {
        assertThat(QueryString.parse("metrics=b&limit=5&metrics=a"))
                .isEqualTo(Map.of("metrics", List.of("b", "a"), "limit", List.of("5")));
    }

    @Test
    void decodes_names_and_values() {
        assertThat(QueryString.parse("m%C3%BCll=a+b%2Bc%26d%3De"))
                .isEqualTo(Map.of("müll", List.of("a b+c&d=e")));
    }

    @Test
    void takes_what_is_empty() {
        assertThat(QueryString.parse(null)).isEmpty();
        assertThat(QueryString.parse("")).isEmpty();
        assertThat(QueryString.parse("&a&&b=&=c"))
                .isEqualTo(Map.of("a", List.of(""), "b", List.of(""), "", List.of("c")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "%=a"})
    void refuses_a_percent_sign_that_encodes_nothing(String query) {
        assertThatIllegalArgumentException().isThrownBy(() -> QueryString.parse(query));
    }
}

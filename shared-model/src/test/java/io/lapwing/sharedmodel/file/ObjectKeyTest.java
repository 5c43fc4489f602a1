package io.lapwing.sharedmodel.file;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ObjectKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "files/acme/f-1/content.csv", "a/b/c", "0", "_", "a..b",
            "lake/tenant=acme/date=2026-01-01/1.parquet"})
    void takes_segments_with_slashes_between_them(String key) {
        assertThat(new ObjectKey(key)).hasToString(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/.b", "A", "a b", "a\\b", "a~",
            "a%2fb", "ä", "a\n", "a:b", "=a"})
    void refuses_what_could_lead_elsewhere(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey(key));
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 513})
    void refuses_what_is_too_long(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey("a".repeat(length)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ObjectKey("abcd/".repeat(length / 5 + 100) + "a"));
    }
}

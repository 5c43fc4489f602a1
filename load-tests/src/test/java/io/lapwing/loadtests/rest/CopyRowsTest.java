package io.lapwing.loadtests.rest;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CopyRowsTest {

    @Test
    void escapes_what_would_end_a_field_or_a_row() {
        assertThat(CopyRows.field("a\tb\nc\\d")).isEqualTo("a\\tb\\nc\\\\d");
    }

    @Test
    void tells_nothing_from_the_text_that_stands_for_it() {
        assertThat(CopyRows.field(null)).isEqualTo("\\N");
        assertThat(CopyRows.field("\\N")).isEqualTo("\\\\N");
    }
}

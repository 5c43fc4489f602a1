package io.lapwing.loadtests.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TableTest {

    @Test
    void is_markdown_with_numbers_to_the_right() {
        assertThat(new Table("what", "n").row("long name", 5).row("x", 1234).text()).isEqualTo("""
                |      what |    n |
                |----------:|-----:|
                | long name |    5 |
                |         x | 1234 |
                """);
    }

    @Test
    void a_row_has_a_cell_for_each_column() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Table("a", "b").row(1));
    }
}

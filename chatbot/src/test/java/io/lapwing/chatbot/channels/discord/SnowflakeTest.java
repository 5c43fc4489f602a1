package io.lapwing.chatbot.channels.discord;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SnowflakeTest {
    /// The example of Discord's reference.
    @Test
    void tells_when_something_was_made() {
        assertThat(Snowflake.madeAt("175928847299117063")).isEqualTo(Instant.parse("2016-04-30T11:18:25.796Z"));
    }

    @Test
    void is_digits_alone() {
        assertThat(Snowflake.is("175928847299117063")).isTrue();
        assertThat(Snowflake.is("")).isFalse();
        assertThat(Snowflake.is("@original")).isFalse();
        assertThat(Snowflake.is("1/2")).isFalse();
        assertThat(Snowflake.is("١٢")).isFalse();
    }
}

package io.lapwing.aws.runtime;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonLogTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final JsonLog log = new JsonLog("io.lapwing.Some", Level.INFO,
            new PrintStream(printed, true, StandardCharsets.UTF_8));

    private Map<?, ?> line() {
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(1);
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map ? map : Map.of();
        } catch (MalformedJson e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void writes_one_line_with_the_call_and_its_trace() {
        Invocation.endingIn("r1", Duration.ofSeconds(1)).traced("4bf92f3577b34da6a3ce929d0e0e4736").call(() -> {
            log.log(Level.WARNING, "{0} of {1}\nfailed", "a", "b");
            return true;
        });

        assertThat(line().get("level")).isEqualTo("WARN");
        assertThat(line().get("message")).isEqualTo("a of b\nfailed");
        assertThat(line().get("requestId")).isEqualTo("r1");
        assertThat(line().get("traceId")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void writes_where_an_error_comes_from() {
        log.log(Level.ERROR, "failed", new IllegalStateException("why"));

        assertThat(line().get("stackTrace")).asString().startsWith("java.lang.IllegalStateException: why")
                .contains("JsonLogTest");
    }

    @Test
    void writes_what_can_be_written_of_half_a_surrogate_pair() {
        log.log(Level.INFO, "a\ud800b");

        assertThat(line().get("message")).isEqualTo("a?b");
    }

    @Test
    void leaves_out_what_is_below_its_level() {
        log.log(Level.DEBUG, "small talk");

        assertThat(printed.size()).isZero();
    }

    @Test
    void is_what_the_jdk_logs_through() {
        assertThat(System.LoggerFinder.getLoggerFinder()).isInstanceOf(JsonLogFinder.class);
    }
}

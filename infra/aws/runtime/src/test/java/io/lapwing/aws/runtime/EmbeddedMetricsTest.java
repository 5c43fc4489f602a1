package io.lapwing.aws.runtime;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.port.CountersContract;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedMetricsTest extends CountersContract {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final EmbeddedMetrics metrics = new EmbeddedMetrics("ingest", InstantSource.fixed(NOW),
            new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Override
    protected Counters counters() {
        return metrics;
    }

    /// What CloudWatch makes of the lines: their sum.
    @Override
    protected long total(Counter counter) {
        metrics.flush();
        return text().lines().map(EmbeddedMetricsTest::parsed)
                .mapToLong(line -> line.get(counter.metric()) instanceof Long counted ? counted : 0).sum();
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Map<?, ?> parsed(String line) {
        try {
            return Json.read(line.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map ? map : Map.of();
        } catch (MalformedJson e) {
            throw new AssertionError(line, e);
        }
    }

    /// The names and the nesting are those of the embedded metric format's specification.
    @Test
    void says_all_of_a_call_in_one_line() {
        metrics.add(Counter.READINGS_STORED, 10);
        metrics.add(Counter.MESSAGES_ACCEPTED, 2);
        metrics.add("lapwing.messages.unreadable", 1);

        metrics.flush();

        assertThat(text().lines().map(line -> line
                .replace("\"Timestamp\":1767225600000,", "").replace(",\"Timestamp\":1767225600000", "")))
                .containsExactly("""
                        {"_aws":{"CloudWatchMetrics":[{"Namespace":"Lapwing","Dimensions":[["FunctionName"]],\
                        "Metrics":[{"Name":"lapwing.messages.accepted"},{"Name":"lapwing.messages.unreadable"},\
                        {"Name":"lapwing.readings.stored"}]}]},"FunctionName":"ingest",\
                        "lapwing.messages.accepted":2,"lapwing.messages.unreadable":1,"lapwing.readings.stored":10}""");
        assertThat(text()).contains("\"Timestamp\":1767225600000");
    }

    @Test
    void says_nothing_of_a_call_in_which_nothing_was_counted() {
        metrics.add(Counter.READINGS_LATE, 0);
        metrics.flush();
        metrics.add(Counter.READINGS_LATE, 1);
        metrics.flush();
        metrics.flush();

        assertThat(text().lines()).hasSize(1);
    }
}

package io.lapwing.aws.runtime;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.port.Counters;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts into CloudWatch by its embedded metric format: one line of JSON on standard output for each call in which
/// something was counted. CloudWatch adds up what the lines say.
public final class EmbeddedMetrics implements Counters {

    private static final String NAMESPACE = "Lapwing";
    private static final String DIMENSION = "FunctionName";

    private final Map<String, LongAdder> sums = new ConcurrentSkipListMap<>();
    private final String functionName;
    private final InstantSource clock;
    private final PrintStream out;

    public EmbeddedMetrics(String functionName, InstantSource clock, PrintStream out) {
        this.functionName = functionName;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public void add(Counter counter, long amount) {
        add(counter.metric(), amount);
    }

    /// Counts what only this platform knows.
    ///
    /// @param metric one of a few names, fixed in code: CloudWatch takes money for each
    public void add(String metric, long amount) {
        sums.computeIfAbsent(metric, _ -> new LongAdder()).add(amount);
    }

    /// Passes on what was counted since the last time.
    public void flush() {
        Map<String, Object> values = new LinkedHashMap<>();
        sums.forEach((metric, sum) -> {
            long counted = sum.sumThenReset();
            if (counted != 0) {
                values.put(metric, counted);
            }
        });
        if (!values.isEmpty()) {
            out.print(line(values));
            out.flush();
        }
    }

    private String line(Map<String, Object> values) {
        List<Map<String, String>> metrics = new ArrayList<>();
        values.keySet().forEach(metric -> metrics.add(Map.of("Name", metric)));
        Map<String, Object> directive = new LinkedHashMap<>();
        directive.put("Namespace", NAMESPACE);
        directive.put("Dimensions", List.of(List.of(DIMENSION)));
        directive.put("Metrics", metrics);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("_aws", Map.of("Timestamp", clock.millis(), "CloudWatchMetrics", List.of(directive)));
        line.put(DIMENSION, functionName);
        line.putAll(values);
        return new String(Json.write(line), StandardCharsets.UTF_8) + "\n";
    }
}

package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.Text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the parameters of a query, and refuses a request with one that means nothing.
public record QueryParameters(Map<String, List<String>> values) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int MAX_METRICS = 100;

    public QueryParameters {
        values = Map.copyOf(values);
    }

    /// A text that every store can look for.
    public Optional<String> text(String name) {
        Optional<String> text = values.getOrDefault(name, List.of()).stream().findFirst();
        if (text.isPresent() && !Text.isStorable(text.get())) {
            throw Problem.invalid(name, "must be a text without NUL characters").refuse();
        }
        return text;
    }

    /// How many items are wanted: 1 to 200, or 50.
    public int limit() {
        String text = text("limit").orElse(Integer.toString(DEFAULT_LIMIT));
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // Refused below, as a number out of range is.
        }
        throw Problem.invalid("limit", "must be an integer from 1 to 200").refuse();
    }

    public Optional<Boolean> flag(String name) {
        return text(name).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.invalid(name, "must be true or false").refuse();
        });
    }

    /// A time to the millisecond, of a year that every store can think of.
    public Optional<Instant> instant(String name) {
        return text(name).map(text -> Times.parse(text).orElseThrow(() -> Problem.invalid(name, Times.RULE).refuse()));
    }

    /// One of some words.
    public Optional<String> word(String name, List<String> words) {
        Optional<String> word = text(name);
        if (word.isPresent() && !words.contains(word.get())) {
            throw Problem.invalid(name, "must be one of " + String.join(", ", words)).refuse();
        }
        return word;
    }

    public Optional<ZoneId> zone(String name) {
        return text(name).map(text -> {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException _) {
                throw Problem.invalid(name, "must be a time zone such as Europe/Berlin").refuse();
            }
        });
    }

    /// Metric names, separated by commas or given several times.
    public Set<MetricName> metrics() {
        Set<MetricName> metrics = new LinkedHashSet<>();
        for (String text : list("metrics")) {
            if (!MetricName.isValid(text) || metrics.size() == MAX_METRICS) {
                throw Problem.invalid("metrics", "must be 1 to 100 metric names, separated by commas").refuse();
            }
            metrics.add(new MetricName(text));
        }
        return metrics;
    }

    public List<String> list(String name) {
        return values.getOrDefault(name, List.of()).stream().flatMap(text -> List.of(text.split(",", -1)).stream())
                .toList();
    }
}

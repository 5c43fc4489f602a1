package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.Text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A device's catalogue: in which hour the newest reading of each of its metrics lies. A metric that comes every second
/// moves once an hour. The catalogue is kept in pages; a new metric goes to the last one, and a page is written only
/// when a metric on it moves, so that a device with few metrics has one small item, and one with very many never has
/// one that is too large.
final class MetricPages {

    /// The number of the commit that wrote a page.
    static final String COMMIT = "n";
    private static final String METRICS = "m";
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int MAX_BYTES = 32_768;
    private static final int METRIC_BYTES = 6;

    private final List<Map<MetricName, Integer>> pages = new ArrayList<>();
    private final Map<MetricName, Integer> pageOf = new HashMap<>();
    private final SortedMap<Integer, Map<MetricName, Integer>> changed = new TreeMap<>();
    private int bytesOfLast;

    /// @param items the pages, in their order
    static MetricPages of(List<Map<String, AttributeValue>> items) {
        MetricPages catalogue = new MetricPages();
        for (Map<String, AttributeValue> item : items) {
            Map<MetricName, Integer> page = catalogue.begin();
            read(item).forEach((metric, hour) -> catalogue.add(page, metric, hour));
        }
        return catalogue;
    }

    static int hourOf(Instant ts) {
        return (int) Math.floorDiv(ts.toEpochMilli(), HOUR_MILLIS);
    }

    /// When an hour begins, in milliseconds.
    static long startOf(int hour) {
        return hour * HOUR_MILLIS;
    }

    /// All metrics, each with its hour.
    Map<MetricName, Integer> hours() {
        Map<MetricName, Integer> hours = new HashMap<>();
        pages.forEach(hours::putAll);
        return hours;
    }

    int count() {
        return pages.size();
    }

    /// Notes that a metric has a reading in this hour.
    void advance(MetricName metric, int hour) {
        Integer known = pageOf.get(metric);
        if (known == null) {
            if (pages.isEmpty() || bytesOfLast > MAX_BYTES) {
                begin();
            }
            add(pages.getLast(), metric, hour);
            changed.put(pages.size() - 1, pages.getLast());
        } else if (pages.get(known).getOrDefault(metric, Integer.MIN_VALUE) < hour) {
            pages.get(known).put(metric, hour);
            changed.put(known, pages.get(known));
        }
    }

    /// The pages that have to be written, by their number.
    SortedMap<Integer, Map<MetricName, Integer>> changed() {
        return changed;
    }

    static Map<String, AttributeValue> write(Map<MetricName, Integer> page, long commit) {
        CompactWriter metrics = new CompactWriter().number(page.size());
        page.forEach((metric, hour) -> metrics.text(metric.value()).signed(hour));
        return Map.of(METRICS, metrics.toAttribute(), COMMIT, Items.of(commit));
    }

    private static Map<MetricName, Integer> read(Map<String, AttributeValue> item) {
        CompactReader metrics = CompactReader.of(item.get(METRICS));
        int count = metrics.count();
        Map<MetricName, Integer> page = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            page.put(new MetricName(metrics.text()), (int) metrics.signed());
        }
        return page;
    }

    private Map<MetricName, Integer> begin() {
        pages.add(new LinkedHashMap<>());
        bytesOfLast = 0;
        return pages.getLast();
    }

    private void add(Map<MetricName, Integer> page, MetricName metric, int hour) {
        page.put(metric, hour);
        pageOf.put(metric, pages.size() - 1);
        bytesOfLast += Text.utf8Length(metric.value()) + METRIC_BYTES;
    }
}

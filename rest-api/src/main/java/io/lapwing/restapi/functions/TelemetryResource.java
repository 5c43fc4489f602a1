package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Aggregate;
import io.lapwing.restapi.domain.BucketGrid;
import io.lapwing.restapi.domain.BucketReader;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.domain.QueryParameters;
import io.lapwing.restapi.domain.TimeRange;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.Bucket;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// `/v1/devices/{id}/telemetry`: what a device has measured.
record TelemetryResource(DeviceRegistry registry, TelemetryStore store, Pages pages, InstantSource clock) {
    ApiResponse read(Call call) {
        DeviceKey device = call.device();
        QueryParameters query = call.query();
        TimeRange range = TimeRange.of(query, clock.instant());
        ReadingsQuery wanted = new ReadingsQuery(device, query.metrics(), range.from(), range.to());
        return query.text("bucket").isPresent()
                ? buckets(call, wanted)
                : reply(call, store.readings(wanted, pages.wanted(call)), TelemetryJson::reading);
    }

    ApiResponse latest(Call call) {
        Map<MetricName, LatestValue> latest = store.latest(call.device(), call.query().metrics());
        if (latest.isEmpty()) {
            requireDevice(call);
        }
        return Replies.json(200, TelemetryJson.latest(latest));
    }

    private ApiResponse buckets(Call call, ReadingsQuery wanted) {
        BucketGrid grid = grid(call.query());
        Set<Aggregate> aggregates = Aggregate.of(call.query());
        boolean hasEdges = aggregates.stream().anyMatch(Aggregate::isEdge);
        PageRequest page = pages.wanted(call);
        String after = page.after();
        Instant from = after == null ? wanted.from() : Instant.parse(after);
        Set<MetricName> metrics = wanted.metrics().isEmpty()
                ? store.latest(wanted.device(), Set.of()).keySet()
                : wanted.metrics();
        Page<Bucket> buckets = metrics.isEmpty()
                ? new Page<>(List.of(), null)
                : new BucketReader(grid, store::firstReadingAt,
                        sums -> store.buckets(hasEdges ? sums : sums.withoutEdges()))
                        .read(new ReadingsQuery(wanted.device(), metrics, from, wanted.to()), page.limit());
        return reply(call, buckets, bucket -> TelemetryJson.bucket(bucket, aggregates));
    }

    private static BucketGrid grid(QueryParameters query) {
        ZoneId zone = query.zone("zone").orElse(ZoneOffset.UTC);
        return BucketGrid.parse(query.text("bucket").orElse(""), zone).orElseThrow(() -> Problem.invalid("bucket",
                "must be P1D, P1W, P1M, or a duration such as PT1H that divides a day").refuse());
    }

    /// Whoever has readings is there: only where there are none, the registry has to say so.
    private <T> ApiResponse reply(Call call, Page<T> page, Function<T, Object> json) {
        if (page.items().isEmpty()) {
            requireDevice(call);
        }
        return pages.reply(call, page, json);
    }

    private void requireDevice(Call call) {
        if (registry.find(Set.of(call.device())).isEmpty()) {
            throw Problem.of(ProblemType.NOT_FOUND).refuse();
        }
    }
}

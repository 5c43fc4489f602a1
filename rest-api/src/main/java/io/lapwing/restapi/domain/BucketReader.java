package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.telemetry.Bucket;
import io.lapwing.sharedmodel.telemetry.BucketQuery;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// Reads a page of buckets: skips what is empty, and takes more buckets at a time the emptier it is.
///
/// @param firstReadingAt finds where there is something to sum up
/// @param sumUp sums up given buckets
public record BucketReader(BucketGrid grid, Function<ReadingsQuery, Optional<Instant>> firstReadingAt,
        Function<BucketQuery, List<Bucket>> sumUp) {
    private static final int MAX_BUCKETS = 1000;
    /// Bounds the work for one page: values that are no numbers make a stretch look full that sums up to nothing.
    private static final int MAX_ROUNDS = 32;

    /// At most `limit` buckets of `wanted`, and where the next page begins. Buckets carry the beginning that the grid
    /// gives them, also where `wanted` cuts them.
    public Page<Bucket> read(ReadingsQuery wanted, int limit) {
        List<Instant> all = grid.bounds(wanted.from(), wanted.to(), limit);
        if (!all.getLast().isBefore(wanted.to())) {
            // The page has room for every bucket: there is nothing to be skipped.
            return page(sumUp.apply(new BucketQuery(wanted.device(), wanted.metrics(), all)), limit, null);
        }
        List<Bucket> found = new ArrayList<>();
        Optional<Instant> from = nextStart(wanted.from(), wanted);
        int span = limit;
        for (int round = 0; round < MAX_ROUNDS && found.size() < limit && from.isPresent(); round++) {
            List<Instant> bounds = grid.bounds(from.get(), wanted.to(), span);
            found.addAll(sumUp.apply(new BucketQuery(wanted.device(), wanted.metrics(), bounds)));
            from = nextStart(bounds.getLast(), wanted);
            span = Math.min(MAX_BUCKETS, span * 2);
        }
        return page(found, limit, from.orElse(null));
    }

    private Page<Bucket> page(List<Bucket> found, int limit, @Nullable Instant rest) {
        List<Bucket> items = found.stream().limit(limit)
                .map(bucket -> new Bucket(grid.floor(bucket.from()), bucket.summaries())).toList();
        Instant next = found.size() > limit ? found.get(limit).from() : rest;
        return new Page<>(items, next == null ? null : next.toString());
    }

    /// Where the next bucket with a reading begins, at `from` or later, cut where the range is.
    private Optional<Instant> nextStart(Instant from, ReadingsQuery wanted) {
        if (!from.isBefore(wanted.to())) {
            return Optional.empty();
        }
        ReadingsQuery rest = new ReadingsQuery(wanted.device(), wanted.metrics(), from, wanted.to());
        return firstReadingAt.apply(rest).map(grid::floor).map(start -> start.isBefore(from) ? from : start);
    }
}

package io.lapwing.fileprocessor.functions;

import io.lapwing.sharedmodel.lake.DayReading;
import io.lapwing.sharedmodel.lake.TenantDay;
import io.lapwing.sharedmodel.port.DayReadings;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

/// The readings of a day, page by page, the next one being read while the one before is made use of.
final class DayPages implements AutoCloseable {

    private static final int SIZE = 2000;

    private final DayReadings days;
    private final TenantDay day;
    private final ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor();
    private CompletableFuture<List<DayReading>> ahead;

    DayPages(DayReadings days, TenantDay day) {
        this.days = days;
        this.day = day;
        ahead = ask(null);
    }

    /// @return nothing once there is none any more
    List<DayReading> next() {
        List<DayReading> page = await();
        ahead = page.size() < SIZE ? CompletableFuture.completedFuture(List.of()) : ask(page.getLast());
        return page;
    }

    private CompletableFuture<List<DayReading>> ask(@Nullable DayReading after) {
        return CompletableFuture.supplyAsync(() -> days.readings(day, after, SIZE), reader);
    }

    /// A failure comes out as if the store had been asked here.
    private List<DayReading> await() {
        try {
            return ahead.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }

    /// Waits for the page that is being read, whose store has its own limits of time.
    @Override
    public void close() {
        reader.close();
    }
}

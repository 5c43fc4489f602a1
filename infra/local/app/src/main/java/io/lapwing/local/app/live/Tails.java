package io.lapwing.local.app.live;

import io.lapwing.restapi.domain.StreamFilter;
import io.lapwing.restapi.functions.LiveUpdates;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.live.LiveNews;
import io.lapwing.sharedmodel.live.LiveNews.Followed;
import io.lapwing.sharedmodel.live.LiveNews.Missing;
import io.lapwing.sharedmodel.live.LivePosition;
import io.lapwing.sharedmodel.port.LiveFeed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what happens, once for all clients of a tenant, and in one go for all tenants that have any.
///
/// Thread-safe.
final class Tails implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tails.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration END_WITHIN = Duration.ofSeconds(1);

    private final LiveFeed feed;
    private final LiveUpdates updates;
    private final StreamSettings settings;
    private final StreamMeters meters;
    private final Map<TenantId, TenantTail> tails = new HashMap<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("live-tails").unstarted(this::run);
    private boolean started;
    private volatile boolean closed;

    Tails(LiveFeed feed, LiveUpdates updates, StreamSettings settings, StreamMeters meters) {
        this.feed = feed;
        this.updates = updates;
        this.settings = settings;
        this.meters = meters;
    }

    /// Lets a client in; he begins behind. Takes a moment for the first of a tenant.
    TenantTail join(TenantId tenant, WaitingUpdates client) {
        synchronized (tails) {
            TenantTail running = tails.get(tenant);
            if (running != null) {
                running.join(client);
                return running;
            }
        }
        LivePosition start = feed.open(tenant);
        synchronized (tails) {
            TenantTail tail = tails.computeIfAbsent(tenant, _ -> new TenantTail(start));
            tail.join(client);
            if (!started) {
                started = true;
                thread.start();
            }
            tails.notifyAll();
            return tail;
        }
    }

    void leave(TenantId tenant, WaitingUpdates client) {
        synchronized (tails) {
            TenantTail tail = tails.get(tenant);
            if (tail != null && tail.leave(client)) {
                tails.remove(tenant);
            }
        }
    }

    private void run() {
        while (!closed) {
            try {
                Map<TenantId, TenantTail> running = awaitTails();
                boolean more = readOn(running);
                running.values().forEach(this::cutOff);
                if (!more) {
                    LockSupport.parkNanos(settings.poll().toNanos());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warn("live updates are late", e);
                }
                LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            }
        }
    }

    private Map<TenantId, TenantTail> awaitTails() throws InterruptedException {
        synchronized (tails) {
            while (tails.isEmpty()) {
                tails.wait();
            }
            return Map.copyOf(tails);
        }
    }

    /// @return whether there is more to be read at once
    private boolean readOn(Map<TenantId, TenantTail> running) {
        Map<TenantId, LivePosition> positions = new HashMap<>();
        running.forEach((tenant, tail) -> positions.put(tenant, tail.position()));
        boolean more = false;
        for (Map.Entry<TenantId, LiveNews> news : feed.read(positions).entrySet()) {
            TenantId tenant = news.getKey();
            TenantTail tail = running.get(tenant);
            if (tail != null) {
                more |= give(tenant, tail, news.getValue());
            }
        }
        return more;
    }

    private boolean give(TenantId tenant, TenantTail tail, LiveNews news) {
        return switch (news) {
            case Followed followed -> {
                tail.advance(updates.of(tenant, followed.entries(), StreamFilter.ALL), followed.end());
                yield followed.more();
            }
            case Missing() -> {
                tail.jump(feed.open(tenant));
                yield false;
            }
        };
    }

    private void cutOff(TenantTail tail) {
        for (WaitingUpdates client : tail.clients()) {
            if (client.isTooSlow() && client.end(StreamEnd.SLOW_CLIENT)) {
                meters.cutOff(StreamEnd.SLOW_CLIENT);
            }
        }
    }

    /// Reads no more, so that the store can be closed.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(END_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

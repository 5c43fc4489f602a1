package io.lapwing.local.app.live;

import io.lapwing.restapi.functions.LiveUpdate;
import io.lapwing.restapi.functions.LiveUpdates;
import io.lapwing.restapi.functions.OpenStream.Wanted;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.live.LiveNews;
import io.lapwing.sharedmodel.live.LiveNews.Followed;
import io.lapwing.sharedmodel.live.LivePosition;
import io.lapwing.sharedmodel.port.LiveFeed;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/// Reads what single clients missed, for a few of them at a time: thousands may come back at once, and the store has
/// other things to do. Thread-safe.
final class MissedUpdates {

    private static final int AT_A_TIME = 4;

    private final LiveFeed feed;
    private final LiveUpdates updates;
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);

    MissedUpdates(LiveFeed feed, LiveUpdates updates) {
        this.feed = feed;
        this.updates = updates;
    }

    LiveNews after(TenantId tenant, LivePosition position) throws InterruptedException {
        turns.acquire();
        try {
            return Objects.requireNonNull(feed.read(Map.of(tenant, position)).get(tenant));
        } finally {
            turns.release();
        }
    }

    List<LiveUpdate> updates(Wanted wanted, Followed news) throws InterruptedException {
        turns.acquire();
        try {
            return updates.of(wanted.tenant(), news.entries(), wanted.filter());
        } finally {
            turns.release();
        }
    }
}

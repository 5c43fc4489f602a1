package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.inmemory.Memory.Told;
import io.lapwing.sharedmodel.live.LiveEntry;
import io.lapwing.sharedmodel.live.LiveEntry.Happened;
import io.lapwing.sharedmodel.live.LiveEntry.Measured;
import io.lapwing.sharedmodel.live.LiveNews;
import io.lapwing.sharedmodel.live.LivePosition;
import io.lapwing.sharedmodel.port.EventFeed;
import io.lapwing.sharedmodel.port.LiveFeed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells what the stores in memory took, a few commits at a time.
final class InMemoryLiveFeed implements LiveFeed {

    private static final int COMMITS = 3;
    private static final int EVENTS = 10;

    private final Memory memory;
    private final EventFeed events;
    private int firstKept = 1;

    InMemoryLiveFeed(Memory memory, EventFeed events) {
        this.memory = memory;
        this.events = events;
    }

    @Override
    public LivePosition open(TenantId tenant) {
        synchronized (memory) {
            return new LivePosition(lastEvent(tenant), memory.commits.size() + 1L, 0);
        }
    }

    private long lastEvent(TenantId tenant) {
        long last = 0;
        for (List<EventFeed.Entry> some = events.read(tenant, last, EVENTS); !some.isEmpty(); some = events
                .read(tenant, last, EVENTS)) {
            last = some.getLast().number();
        }
        return last;
    }

    @Override
    public Map<TenantId, LiveNews> read(Map<TenantId, LivePosition> positions) {
        Map<TenantId, LiveNews> news = new HashMap<>();
        synchronized (memory) {
            positions.forEach((tenant, position) -> news.put(tenant, after(tenant, position)));
        }
        return news;
    }

    private LiveNews after(TenantId tenant, LivePosition position) {
        int commits = memory.commits.size();
        if (position.commit() < firstKept || position.commit() > commits + 1L
                || position.event() > lastEvent(tenant)) {
            return new LiveNews.Missing();
        }
        List<EventFeed.Entry> happened = events.read(tenant, position.event(), EVENTS);
        List<LiveEntry> entries = new ArrayList<>();
        happened.forEach(entry -> entries.add(new Happened(entry.number(), entry.event())));
        int from = Math.toIntExact(position.commit());
        int to = Math.min(commits, from + COMMITS - 1);
        for (int commit = from; commit <= to; commit++) {
            addReadings(tenant, commit, position, entries);
        }
        long event = happened.isEmpty() ? position.event() : happened.getLast().number();
        return new LiveNews.Followed(entries, position.with(new LivePosition(event, to + 1L, 0)),
                to < commits || happened.size() == EVENTS);
    }

    private void addReadings(TenantId tenant, int commit, LivePosition position, List<LiveEntry> entries) {
        List<Told> readings = memory.commits.get(commit - 1);
        for (int i = 0; i < readings.size(); i++) {
            Told told = readings.get(i);
            LiveEntry entry = new Measured(commit, i, told.device(), told.reading());
            if (told.device().tenant().equals(tenant) && !position.includes(entry)) {
                entries.add(entry);
            }
        }
    }

    void forget() {
        synchronized (memory) {
            memory.commits.add(List.of());
            firstKept = memory.commits.size() + 1;
        }
    }
}

package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.watch.DeviceWatch;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A device's state item: what every commit that touches the device reads and changes. It exists as long as the device
/// is registered.
///
/// @param commit counts the commits; a commit takes effect only if none came in between
/// @param newest the key of the newest reading; null where there is none
/// @param seenMillis when the device was last seen; 0 where it never was
/// @param levels which levels have packs, one bit each
/// @param pages how many pages the catalogue has
/// @param online whether the device is there, as far as is remembered
/// @param watched what is remembered to watch over the device, as [WatchContent] writes it; null for nothing
record StateItem(DeviceKey device, String incarnation, long commit, @Nullable ReadingKey newest, long seenMillis,
        int levels, int pages, boolean online, @Nullable AttributeValue watched) {

    static final String COMMIT = DeviceItems.COMMITS;
    static final String NEWEST_TS = "ts";
    static final String NEWEST_SEQ = "seq";
    static final String SEEN = DeviceItems.SEEN;
    static final String LEVELS = DeviceItems.LEVELS;
    static final String PAGES = "pages";
    static final String ONLINE = DeviceItems.ONLINE;
    static final String WATCH = "watch";

    static StateItem of(DeviceKey device, Map<String, AttributeValue> item) {
        ReadingKey newest = Items.optionalNumber(item, NEWEST_TS)
                .map(ts -> new ReadingKey(Instant.ofEpochMilli(ts), Items.number(item, NEWEST_SEQ))).orElse(null);
        return new StateItem(device, Items.text(item, Keys.INCARNATION), Items.number(item, COMMIT), newest,
                Items.optionalNumber(item, SEEN).orElse(0L), small(item, LEVELS), small(item, PAGES),
                Items.flag(item, ONLINE), item.get(WATCH));
    }

    private static int small(Map<String, AttributeValue> item, String name) {
        return Items.optionalNumber(item, name).orElse(0L).intValue();
    }

    /// What a commit changes of it, but for what is remembered to watch over the device.
    static Map<String, AttributeValue> attributes(long commit, @Nullable ReadingKey newest, long seenMillis, int levels,
            int pages) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        attributes.put(COMMIT, Items.of(commit));
        attributes.put(SEEN, Items.of(seenMillis));
        attributes.put(LEVELS, Items.of(levels));
        attributes.put(PAGES, Items.of(pages));
        if (newest != null) {
            attributes.put(NEWEST_TS, Items.of(newest.ts().toEpochMilli()));
            attributes.put(NEWEST_SEQ, Items.of(newest.seq()));
        }
        return attributes;
    }

    DeviceWatch watch() {
        return watched == null ? DeviceWatch.NOTHING : WatchContent.read(watched);
    }

    /// @param now when the device is looked at
    DeviceWatch watchAt(Instant now) {
        return watched == null ? DeviceWatch.nothingAt(now) : WatchContent.read(watched);
    }

    @Nullable
    Instant lastSeenAt() {
        return seenMillis == 0 ? null : Instant.ofEpochMilli(seenMillis);
    }

    boolean hasLevel(int level) {
        return (levels & (1 << level)) != 0;
    }

    /// Whether a reading of this key may be there already.
    boolean mayHave(ReadingKey key) {
        return newest != null && key.compareTo(newest) <= 0;
    }
}

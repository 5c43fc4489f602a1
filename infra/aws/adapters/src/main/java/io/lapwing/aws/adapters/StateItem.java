package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.ReadingKey;

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
record StateItem(DeviceKey device, String incarnation, long commit, @Nullable ReadingKey newest, long seenMillis,
        int levels, int pages) {

    static final String COMMIT = DeviceItems.COMMITS;
    static final String NEWEST_TS = "ts";
    static final String NEWEST_SEQ = "seq";
    static final String SEEN = DeviceItems.SEEN;
    static final String LEVELS = DeviceItems.LEVELS;
    static final String PAGES = "pages";

    static StateItem of(DeviceKey device, Map<String, AttributeValue> item) {
        ReadingKey newest = Items.optionalNumber(item, NEWEST_TS)
                .map(ts -> new ReadingKey(Instant.ofEpochMilli(ts), Items.number(item, NEWEST_SEQ))).orElse(null);
        return new StateItem(device, Items.text(item, Keys.INCARNATION), Items.number(item, COMMIT), newest,
                Items.optionalNumber(item, SEEN).orElse(0L), small(item, LEVELS), small(item, PAGES));
    }

    private static int small(Map<String, AttributeValue> item, String name) {
        return Items.optionalNumber(item, name).orElse(0L).intValue();
    }

    /// What a commit changes of it.
    Map<String, AttributeValue> attributes() {
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

    boolean hasLevel(int level) {
        return (levels & (1 << level)) != 0;
    }

    /// Whether a reading of this key may be there already.
    boolean mayHave(ReadingKey key) {
        return newest != null && key.compareTo(newest) <= 0;
    }
}

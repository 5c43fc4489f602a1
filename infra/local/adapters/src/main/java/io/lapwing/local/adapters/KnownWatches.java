package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.json.WatchJson;
import io.lapwing.sharedmodel.watch.DeviceWatch;

import java.util.Arrays;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/// What is remembered of devices, as it was read the last time. The rows are looked at with each batch, but most of them
/// have not changed since: those need not be made sense of again. What the database has decides, byte by byte, so that
/// nothing here can be out of date.
final class KnownWatches {

    private static final long MAX_BYTES = 64L << 20;

    /// What an entry takes beside its document and what was made of it, about.
    private static final int ENTRY_BYTES = 300;

    /// What was made of a document takes about so many times its bytes.
    private static final int EXPANSION = 4;

    private final Cache<Long, Known> known = Caffeine.newBuilder().maximumWeight(MAX_BYTES)
            .weigher((Long _, Known entry) -> ENTRY_BYTES + EXPANSION * entry.document.length).build();

    private static final class Known {

        private final byte[] document;
        private final DeviceWatch watch;

        Known(byte[] document, DeviceWatch watch) {
            this.document = document;
            this.watch = watch;
        }
    }

    /// @param document of the device, as the database has it now
    DeviceWatch read(long deviceKey, byte[] document) {
        Known last = known.getIfPresent(deviceKey);
        if (last != null && Arrays.equals(last.document, document)) {
            return last.watch;
        }
        DeviceWatch watch = WatchJson.read(document);
        known.put(deviceKey, new Known(document, watch));
        return watch;
    }
}

package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.json.LakeJson;
import io.lapwing.sharedmodel.lake.LakePartition;
import io.lapwing.sharedmodel.lake.TenantDay;
import io.lapwing.sharedmodel.port.LakeCatalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// Keeps the lake's partitions in memory.
public final class InMemoryLakeCatalog implements LakeCatalog {

    private final TreeMap<TenantDay, LakePartition> partitions = new TreeMap<>();

    @Override
    public synchronized LakePartition find(TenantDay day) {
        return partitions.getOrDefault(day, LakePartition.none(day));
    }

    @Override
    public synchronized boolean save(LakePartition next) {
        if (find(next.day()).version() != next.version() - 1) {
            return false;
        }
        partitions.put(next.day(), LakeJson.read(LakeJson.write(next)));
        return true;
    }

    @Override
    public synchronized List<LakePartition> list(TenantId tenant, @Nullable LocalDate after, int max) {
        return partitions.values().stream().filter(partition -> partition.day().tenant().equals(tenant))
                .filter(partition -> after == null || partition.day().date().isAfter(after)).limit(max).toList();
    }

    @Override
    public synchronized List<LakePartition> due(Instant now, int max) {
        return partitions.values().stream().filter(partition -> isDue(partition, now))
                .sorted(Comparator.comparing(partition -> Objects.requireNonNull(partition.removeAt()))).limit(max)
                .toList();
    }

    private static boolean isDue(LakePartition partition, Instant now) {
        Instant removeAt = partition.removeAt();
        return removeAt != null && !removeAt.isAfter(now);
    }
}

package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.lake.LakePartition;
import io.lapwing.sharedmodel.lake.TenantDay;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What the lake consists of: the truth about its partitions, which the lists among its objects are written from.
///
/// Each call sees every write that has returned. Times are kept to the millisecond. Thread-safe. All methods throw
/// [StoreUnavailable] when the store cannot be reached in time; a save may or may not have happened then.
public interface LakeCatalog {

    /// A partition; [LakePartition#none] where nothing is stored.
    LakePartition find(TenantDay day);

    /// Stores a partition's next version.
    ///
    /// @return false, and nothing has changed, if the version that is stored is not the one before it
    boolean save(LakePartition next);

    /// Partitions of a tenant in the order of their days.
    ///
    /// @param after only those of later days than this
    List<LakePartition> list(TenantId tenant, @Nullable LocalDate after, int max);

    /// Partitions with objects that are to be removed by `now`, those first that have waited longest.
    List<LakePartition> due(Instant now, int max);
}

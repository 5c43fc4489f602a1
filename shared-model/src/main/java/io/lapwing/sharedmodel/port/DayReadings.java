package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.lake.ChangedDay;
import io.lapwing.sharedmodel.lake.DayReading;
import io.lapwing.sharedmodel.lake.TenantDay;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// The readings that [TelemetryStore] and [ReadingLoader] store, day by day (UTC), and which days have changed.
///
/// A day is marked as changed by whatever stores a reading of it that was not there, or was another, in one go with that
/// reading. Only as long as the day has not ended, by the store's clock, one mark may stand for all of its changes. So
/// whoever takes a mark away waits until those have ended that began before the day did.
///
/// Thread-safe. All methods throw [StoreUnavailable] when the store cannot be reached in time.
public interface DayReadings {

    /// How many readings are asked for at most.
    int MAX_PAGE = 5000;

    /// Marks of days before `before`, in the order of their days.
    ///
    /// @param after only those of later days than this
    List<ChangedDay> changed(LocalDate before, @Nullable TenantDay after, int max);

    /// Takes a mark away, if the day has not changed since it was read.
    ///
    /// @return false if it has, or the mark is gone
    boolean forget(ChangedDay mark);

    /// The readings of a day in their order, as they are at the time of each call.
    ///
    /// @param after only those behind this one
    /// @param max at most [#MAX_PAGE]; where fewer come back, there are no more
    List<DayReading> readings(TenantDay day, @Nullable DayReading after, int max);
}

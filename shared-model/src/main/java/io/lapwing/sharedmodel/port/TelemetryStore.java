package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.telemetry.Bucket;
import io.lapwing.sharedmodel.telemetry.BucketQuery;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.telemetry.WriteResult;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Readings, kept for good once they were appended, in one item for each (device, ts, seq).
///
/// Thread-safe; any number of processes may append at once. Times are kept to the millisecond. Values come back in
/// the type that they were given in, but for a decimal without a fraction, which may come back as the integer that
/// equals it. All methods throw [StoreUnavailable] when the store cannot be reached in time; after that an append may
/// or may not have happened, and repeating it is safe.
public interface TelemetryStore {

    /// Stores what each message has to store. A message is stored whole or not at all, and becomes visible at once:
    /// its readings, its quarantined parts, its message id and, where it brings readings, the `lastSeenAt` of its
    /// source and of the devices that they are of. Messages of one device take effect in the order of the list.
    ///
    /// - The message id of the write, and that of an entry, is claimed for
    ///   [io.lapwing.sharedmodel.telemetry.MessageId#LIFE]: where the claim is taken, the message, or that entry, has
    ///   no effect.
    /// - A reading that is there already is merged: its metrics are added, one with another value is replaced.
    /// - A reading is late, and stays so, if a newer one of its device was there when its key first came.
    /// - Where it brings readings, its source and their devices must be registered. What has none, and only
    ///   quarantines, may come from nobody that is known.
    /// - What follows from a reading for the watch over its device, as the store's
    ///   [io.lapwing.sharedmodel.watch.DeviceWatcher] says, is stored with it: what is remembered, alerts, events.
    /// - A replay takes effect only while its quarantined message waits for one, and ends that wait.
    ///
    /// @return one result for each write, in their order
    List<WriteResult> append(List<MessageWrite> writes);

    /// Readings of a device in ascending order of their key, with only the metrics that were asked for, and none that
    /// has none of them.
    Page<StoredReading> readings(ReadingsQuery query, PageRequest page);

    /// The newest value of each of `metrics`, or of each metric that the device ever had where `metrics` is empty.
    Map<MetricName, LatestValue> latest(DeviceKey device, Set<MetricName> metrics);

    /// The time of the first reading in `[from, to)` that has one of `metrics`.
    Optional<Instant> firstReadingAt(ReadingsQuery query);

    /// Numeric values summed up in the given buckets, in ascending order; a bucket without any is left out.
    List<Bucket> buckets(BucketQuery query);
}

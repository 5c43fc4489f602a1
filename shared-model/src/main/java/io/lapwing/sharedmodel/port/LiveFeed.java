package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.live.LiveNews;
import io.lapwing.sharedmodel.live.LivePosition;

import java.time.Duration;
import java.util.Map;

/// What happens in tenants, readings included, for those who listen to it: each at his own pace, none of them missing
/// or seeing twice what comes after a position of his, whatever is appended meanwhile, and whichever process he asks.
/// It tells every event of [EventFeed] and every reading that [TelemetryStore#append] stored or changed; one that
/// changed nothing is not told.
///
/// Readings are kept only for tenants that somebody listens to: from [#open] on, until nobody has read for [#KEPT].
///
/// Thread-safe. All methods throw [StoreUnavailable] when the store cannot be reached in time.
public interface LiveFeed {

    /// How long one may stay away, and still read on from where he was.
    Duration KEPT = Duration.ofMinutes(10);

    /// Begins to listen. Takes up to a second where nobody did before.
    ///
    /// @return the end of what happened so far: all that is committed once this has returned comes after it
    LivePosition open(TenantId tenant);

    /// What came after a position of each of some tenants, as much as is fit to be held in memory. What was committed
    /// can be read a moment later; all that was before an [#open], once that has returned.
    ///
    /// @param positions those that [#open] gave, and those that entries lead to from there
    Map<TenantId, LiveNews> read(Map<TenantId, LivePosition> positions);
}

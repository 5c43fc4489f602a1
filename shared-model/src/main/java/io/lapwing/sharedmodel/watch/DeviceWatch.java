package io.lapwing.sharedmodel.watch;

import io.lapwing.sharedmodel.alert.RuleId;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// All that is remembered of a device to watch over it; one item of the store, changed as a whole.
///
/// @param rules how each rule stands that has evaluated anything; at most [#MAX_RULES]
/// @param checkAt when to look at the device next though nothing comes of it; null for not at all
/// @param version counts its changes. It begins with the time at which nothing was remembered yet, so that what comes of a
/// device that is registered again under the id of a deleted one has greater positions than what came of that one
public record DeviceWatch(Presence presence, Map<RuleId, RuleProgress> rules, @Nullable Instant checkAt,
        long version) {

    /// How many rules can watch one device; of more, the first by id do.
    public static final int MAX_RULES = 200;

    /// Of a device that nothing is remembered of, to whoever only reads.
    public static final DeviceWatch NOTHING = new DeviceWatch(Presence.NEVER, Map.of(), null, 0);

    public DeviceWatch {
        rules = Map.copyOf(rules);
    }

    /// Of a device that nothing is remembered of, to whoever looks at it at `now`.
    public static DeviceWatch nothingAt(Instant now) {
        return new DeviceWatch(Presence.NEVER, Map.of(), null, now.toEpochMilli());
    }
}

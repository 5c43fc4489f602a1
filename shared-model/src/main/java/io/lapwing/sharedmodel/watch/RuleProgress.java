package io.lapwing.sharedmodel.watch;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.telemetry.ReadingKey;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// How far the evaluation of a rule has come on a device. What goes without saying is not remembered, so that most
/// readings change nothing here: a rule that has no progress stands where its device does, without a breach and without
/// an alert.
///
/// @param version of the rule that this is about; what is remembered for another version begins anew
/// @param last the newest reading that was evaluated, or [#NONE]; null where that is the newest of the device
/// @param breach the breaching readings that have not raised an alert yet; together with `open`, the end of that alert,
/// which found no room among the changes of its observation
/// @param open the alert that is open
public record RuleProgress(long version, @Nullable ReadingKey last, @Nullable Breach breach,
        @Nullable OpenAlert open) {

    /// Stands before all readings.
    public static final ReadingKey NONE = new ReadingKey(Instant.EPOCH, 0);

    /// Consecutive breaching readings.
    ///
    /// @param since the time of the first
    /// @param value of the first
    public record Breach(Instant since, @Nullable Double value) {}

    /// @param announced whether anybody was told; false while a backlog may still end it
    public record OpenAlert(AlertId id, Severity severity, Instant startedAt, boolean announced) {}
}

package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;
import io.lapwing.sharedmodel.watch.Presence;
import io.lapwing.sharedmodel.watch.RuleProgress;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// A device as its rules see it.
///
/// @param readings in the order of their keys
/// @param newest the newest reading of the device, these included
/// @param presence as it is now
/// @param stored the newest reading of the device before these
/// @param now when this was seen
/// @param look why nobody but time and people had a hand in this; null where the device did something
record Scene(List<Reading> readings, @Nullable ReadingKey stored, @Nullable ReadingKey newest, Presence presence,
        Instant now, @Nullable Look look) {

    /// A look at a device that did nothing.
    ///
    /// @param changed the rule that was changed, and is the reason; null if time is
    /// @param latest the newest value of the metric that this rule is about; null if there is none
    record Look(@Nullable RuleId changed, @Nullable LatestValue latest) {

        static final Look AT_TIMES = new Look(null, null);
    }

    private static final Comparator<Reading> BY_KEY = Comparator.comparing(Reading::key);

    static Scene of(Sighting sighting, Presence presence, @Nullable Look look) {
        List<Reading> readings = sorted(sighting.readings());
        ReadingKey stored = sighting.newestReading();
        ReadingKey newest = readings.isEmpty() ? stored : newer(stored, readings.getLast().key());
        return new Scene(readings, stored, newest, presence, sighting.now().truncatedTo(ChronoUnit.MILLIS), look);
    }

    private static List<Reading> sorted(List<Reading> readings) {
        for (int i = 1; i < readings.size(); i++) {
            if (readings.get(i).key().compareTo(readings.get(i - 1).key()) < 0) {
                return readings.stream().sorted(BY_KEY).toList();
            }
        }
        return readings;
    }

    private static ReadingKey newer(@Nullable ReadingKey one, ReadingKey other) {
        return one == null || other.compareTo(one) > 0 ? other : one;
    }

    boolean isLook() {
        return look != null;
    }

    /// Whether this is a look for the sake of this rule, which was changed.
    boolean isAbout(Rule rule) {
        return look != null && rule.id().equals(look.changed());
    }

    @Nullable
    LatestValue latest() {
        return look == null ? null : look.latest();
    }

    /// The newest reading that a rule had evaluated before these.
    ReadingKey lastOf(Rule rule, @Nullable RuleProgress progress) {
        if (progress == null) {
            return standingOf(rule, stored);
        }
        ReadingKey last = progress.last();
        return last == null ? ofDevice(stored) : last;
    }

    /// Where a rule stands of which nothing is remembered: where the device does, once it has readings that are younger
    /// than the rule.
    static ReadingKey standingOf(Rule rule, @Nullable ReadingKey newest) {
        return newest == null || newest.ts().isBefore(rule.createdAt()) ? RuleProgress.NONE : newest;
    }

    static ReadingKey ofDevice(@Nullable ReadingKey newest) {
        return newest == null ? RuleProgress.NONE : newest;
    }
}

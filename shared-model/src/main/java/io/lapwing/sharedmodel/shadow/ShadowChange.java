package io.lapwing.sharedmodel.shadow;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.ShadowEvent.ShadowDiffered;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// What an update would make of a shadow.
public sealed interface ShadowChange {

    /// @param shadow one version on
    record Changed(Shadow shadow) implements ShadowChange {

        /// What is to be recorded with it: where the device has something left to do, that it has. So it is with every
        /// update, and not only with one that adds to it: a device that missed the last delta gets another.
        ///
        /// @param trace of what changed it
        public List<RecordedEvent> events(@Nullable TraceParent trace) {
            return shadow.delta().isEmpty()
                    ? List.of()
                    : List.of(new RecordedEvent(new ShadowDiffered(shadow.device(), shadow.name(), shadow.version()),
                            shadow.updatedAt(), trace));
        }
    }

    /// This very update took effect before, and has come again.
    ///
    /// @param version of the shadow after it
    record AlreadyApplied(long version) implements ShadowChange {}

    /// It was made for another version.
    ///
    /// @param current the version that the shadow has
    record VersionConflict(long current) implements ShadowChange {}

    /// The shadow would be larger than [Shadow#MAX_BYTES].
    record TooLarge(int bytes) implements ShadowChange {}

    /// The shadow would be deeper than [Shadow#MAX_DEPTH].
    record TooDeep() implements ShadowChange {}
}

package io.lapwing.sharedmodel.shadow;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.shadow.ShadowChange.AlreadyApplied;
import io.lapwing.sharedmodel.shadow.ShadowChange.Changed;
import io.lapwing.sharedmodel.shadow.ShadowChange.TooDeep;
import io.lapwing.sharedmodel.shadow.ShadowChange.TooLarge;
import io.lapwing.sharedmodel.shadow.ShadowChange.VersionConflict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// What somebody desires of a device, and what it reports of itself.
///
/// @param version counts its updates, from 1; 0 for one that nobody has written yet
/// @param applied its last updates that have a name, the newest last; at most [#MAX_REMEMBERED]
public record Shadow(DeviceKey device, ShadowName name, ShadowState desired, ShadowState reported, long version,
        Instant updatedAt, List<Applied> applied) {

    /// How large `{"desired":…,"reported":…}` may be as compact JSON, in bytes.
    public static final int MAX_BYTES = 8192;

    /// How deep objects and arrays may lie in one another in a section, itself included.
    public static final int MAX_DEPTH = 8;

    /// How many updates are known again when they are delivered again.
    public static final int MAX_REMEMBERED = 16;

    /// An update that took effect.
    ///
    /// @param version of the shadow after it
    public record Applied(UpdateId update, long version) {}

    public Shadow {
        applied = List.copyOf(applied);
        if (version < 0 || applied.size() > MAX_REMEMBERED) {
            throw new IllegalArgumentException("not a shadow: version " + version + ", " + applied.size()
                    + " remembered updates");
        }
    }

    /// One that nobody has written yet.
    public static Shadow none(DeviceKey device, ShadowName name) {
        return new Shadow(device, name, ShadowState.EMPTY, ShadowState.EMPTY, 0, Instant.EPOCH, List.of());
    }

    /// Whether anybody has written it.
    public boolean exists() {
        return version > 0;
    }

    /// What of the desired state the device does not report: what it still has to do.
    public ShadowState delta() {
        return desired.differenceFrom(reported);
    }

    /// What an update makes of this shadow. Each update counts, also one that changes no value, as with AWS IoT: who
    /// writes under a version can rely on nobody having written in between.
    public ShadowChange update(ShadowUpdate update, Instant now) {
        Optional<Applied> before = applied.stream().filter(done -> done.update().equals(update.id())).findFirst();
        if (before.isPresent()) {
            return new AlreadyApplied(before.get().version());
        }
        if (update.version() != null && update.version() != version) {
            return new VersionConflict(version);
        }
        Shadow changed = new Shadow(device, name, update.desired().on(desired), update.reported().on(reported),
                version + 1, now, remembering(update.id()));
        if (Math.max(changed.desired.depth(), changed.reported.depth()) > MAX_DEPTH) {
            return new TooDeep();
        }
        int bytes = changed.stateBytes();
        return bytes > MAX_BYTES ? new TooLarge(bytes) : new Changed(changed);
    }

    /// How large `{"desired":…,"reported":…}` is as compact JSON; an empty section is left out.
    private int stateBytes() {
        int sections = 0;
        int bytes = "{}".length();
        if (!desired.isEmpty()) {
            sections++;
            bytes += "\"desired\":".length() + desired.jsonBytes();
        }
        if (!reported.isEmpty()) {
            sections++;
            bytes += "\"reported\":".length() + reported.jsonBytes();
        }
        return sections == 2 ? bytes + 1 : bytes;
    }

    private List<Applied> remembering(@Nullable UpdateId update) {
        if (update == null) {
            return applied;
        }
        List<Applied> remembered = new ArrayList<>(applied);
        if (remembered.size() == MAX_REMEMBERED) {
            remembered.removeFirst();
        }
        remembered.add(new Applied(update, version + 1));
        return remembered;
    }
}

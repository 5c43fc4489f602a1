package io.lapwing.sharedmodel.live;

import io.lapwing.sharedmodel.live.LiveEntry.Happened;
import io.lapwing.sharedmodel.live.LiveEntry.Measured;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much somebody has seen of what happens in a tenant: its events up to one, and its readings up to one. What a
/// position means is the feed's own, beyond that it can be added to; to clients it is a text.
///
/// @param event the last event that was seen; 0 for none
/// @param commit the commit whose reading is the next one to be seen
/// @param index that reading's place in the commit
public record LivePosition(long event, long commit, int index) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})-([0-9]{1,9})");

    public LivePosition {
        if (event < 0 || commit < 0 || index < 0) {
            throw new IllegalArgumentException("a position counts from 0");
        }
    }

    /// What [#toString()] gave; nothing for any other text.
    public static Optional<LivePosition> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new LivePosition(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)),
                        Integer.parseInt(parts.group(3))))
                : Optional.empty();
    }

    /// Whether an entry was seen by whoever stands here.
    public boolean includes(LiveEntry entry) {
        return switch (entry) {
            case Happened(long number, _) -> number <= event;
            case Measured(long of, int at, _, _) -> of < commit || (of == commit && at < index);
        };
    }

    /// Whether whoever stands here has seen all that another one has.
    public boolean includes(LivePosition other) {
        return other.event <= event && (other.commit < commit || (other.commit == commit && other.index <= index));
    }

    /// Where one stands who sees this entry, too.
    public LivePosition with(LiveEntry entry) {
        if (includes(entry)) {
            return this;
        }
        return switch (entry) {
            case Happened(long number, _) -> new LivePosition(number, commit, index);
            case Measured(long of, int at, _, _) -> new LivePosition(event, of, at + 1);
        };
    }

    /// Where one stands who has seen all that two have.
    public LivePosition with(LivePosition other) {
        boolean isFurther = other.commit > commit || (other.commit == commit && other.index > index);
        return new LivePosition(Math.max(event, other.event), isFurther ? other.commit : commit,
                isFurther ? other.index : index);
    }

    @Override
    public String toString() {
        return event + "-" + commit + "-" + index;
    }
}

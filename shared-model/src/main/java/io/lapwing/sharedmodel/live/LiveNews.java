package io.lapwing.sharedmodel.live;

import java.util.List;

/// What came after a position.
public sealed interface LiveNews {

    /// @param entries of events and of readings each in their order
    /// @param end where one stands who has seen them
    /// @param more whether there is more already
    record Followed(List<LiveEntry> entries, LivePosition end, boolean more) implements LiveNews {

        public Followed {
            entries = List.copyOf(entries);
        }
    }

    /// Not all of it is kept any more, or it never was: where it goes on is asked anew.
    record Missing() implements LiveNews {}
}

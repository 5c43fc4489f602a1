package io.lapwing.restapi.functions;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;

/// Remembers when something was last done for somebody, so that it is done now and then and not each time; of so many,
/// of whom the one is forgotten who was last thought of. Thread-safe.
final class Occasions {
    private static final int MAX_KNOWN = 20_000;

    private final Duration pause;
    private final int maxKnown;
    /// Guarded by itself. In the order of their last use.
    private final LinkedHashMap<String, Instant> known = new LinkedHashMap<>(16, 0.75f, true);

    Occasions(Duration pause) {
        this(pause, MAX_KNOWN);
    }

    Occasions(Duration pause, int maxKnown) {
        this.pause = pause;
        this.maxKnown = maxKnown;
    }

    /// Whether it is to be done again; who is told so does it.
    boolean isDue(String who, Instant now) {
        synchronized (known) {
            Instant last = known.get(who);
            if (last != null && Duration.between(last, now).abs().compareTo(pause) < 0) {
                return false;
            }
            known.put(who, now);
            if (known.size() > maxKnown) {
                known.remove(known.firstEntry().getKey());
            }
            return true;
        }
    }

    /// It could not be done.
    void forget(String who) {
        synchronized (known) {
            known.remove(who);
        }
    }
}

package io.lapwing.aws.adapters;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/// Remembers answers for a moment, under the two seconds that the ports allow, by the time that the question itself may
/// take; only so many, of which the one that was not asked for the longest goes first.
///
/// A function is frozen between its invocations, and one of its clocks may stand still meanwhile: a memory counts while
/// it is young by both.
///
/// Thread-safe.
final class ShortMemory<K, V> {

    private static final Duration LIFE = Duration.ofMillis(1800);

    private final LongSupplier nanos;
    private final InstantSource clock;
    private final long maxWeight;
    private final ToLongFunction<V> weight;
    /// Guarded by itself, as `weights` is. In the order of their last use.
    private final LinkedHashMap<K, Memory<V>> known = new LinkedHashMap<>(16, 0.75f, true);
    private long weights;

    private record Memory<V>(V value, long weight, Moment askedAt) {}

    /// When something was asked.
    record Moment(long nanos, long millis) {}

    /// @param maxWeight of all that is remembered together
    ShortMemory(LongSupplier nanos, InstantSource clock, long maxWeight, ToLongFunction<V> weight) {
        this.nanos = nanos;
        this.clock = clock;
        this.maxWeight = maxWeight;
        this.weight = weight;
    }

    Moment now() {
        return new Moment(nanos.getAsLong(), clock.millis());
    }

    Optional<V> recall(K key) {
        Moment now = now();
        synchronized (known) {
            return Optional.ofNullable(known.get(key)).filter(memory -> isYoung(memory.askedAt(), now))
                    .map(Memory::value);
        }
    }

    private static boolean isYoung(Moment asked, Moment now) {
        long millis = now.millis() - asked.millis();
        return now.nanos() - asked.nanos() < LIFE.toNanos() && millis >= 0 && millis < LIFE.toMillis();
    }

    void remember(Map<K, V> found, Moment askedAt) {
        synchronized (known) {
            found.forEach((key, value) -> {
                Memory<V> memory = new Memory<>(value, weight.applyAsLong(value), askedAt);
                Memory<V> before = known.put(key, memory);
                weights += memory.weight() - (before == null ? 0 : before.weight());
            });
            var eldest = known.values().iterator();
            while (weights > maxWeight && eldest.hasNext()) {
                weights -= eldest.next().weight();
                eldest.remove();
            }
        }
    }
}

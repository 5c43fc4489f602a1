package io.lapwing.aws.runtime;

import io.lapwing.sharedmodel.json.Json;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// From EventBridge Scheduler to a function that does what is due by the clock. What the event says is not looked at.
///
/// A run that is short of time gives up; the next one, a minute later, finds what is left.
public final class ScheduledTrigger implements Function<byte[], byte[]> {

    private static final System.Logger LOG = System.getLogger(ScheduledTrigger.class.getName());
    /// For the answer, and before it the devices' replies, the apps' updates and the spans, a second each.
    private static final Duration RESERVE = Duration.ofMillis(3500);

    private final String name;
    private final Function<Instant, Integer> function;
    private final InstantSource clock;
    private final TimeLimit limit = new TimeLimit(RESERVE);

    /// @param name what the function is called everywhere
    public ScheduledTrigger(String name, Function<Instant, Integer> function, InstantSource clock) {
        this.name = name;
        this.function = function;
        this.clock = clock;
    }

    /// @return `{"done":n}`
    @Override
    public byte[] apply(byte[] event) {
        AtomicInteger done = new AtomicInteger();
        if (!limit.run(() -> done.set(function.apply(clock.instant())))) {
            LOG.log(Level.WARNING, "no time is left; the next run does what {0} has not done", name);
        }
        return Json.write(Map.of("done", done.get()));
    }
}

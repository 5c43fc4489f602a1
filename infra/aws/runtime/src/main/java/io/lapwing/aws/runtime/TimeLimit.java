package io.lapwing.aws.runtime;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/// Lets work go on until shortly before Lambda ends the process, so that a call still has time to say what it did not
/// get done. One piece of work at a time: what was left behind by an earlier call is waited for first, so that nothing
/// piles up.
///
/// Thread-safe.
public final class TimeLimit {

    private final Duration reserve;
    private final AtomicReference<@Nullable Thread> last = new AtomicReference<>();

    /// @param reserve what is left of the time when work is given up
    public TimeLimit(Duration reserve) {
        this.reserve = reserve;
    }

    /// Does the work in a thread of its own.
    ///
    /// @return false if it did not end in time: then it has been interrupted, may still be going on, and must not be
    /// relied on
    public boolean run(Runnable work) {
        Invocation invocation = Invocation.current();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().daemon().name("lapwing-work").unstarted(() -> {
            try {
                invocation.call(() -> {
                    work.run();
                    return true;
                });
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        if (!ended(last.get()) || !started(thread) || !ended(thread)) {
            return false;
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw unchecked(thrown);
        }
        return true;
    }

    private boolean started(Thread thread) {
        last.set(thread);
        thread.start();
        return true;
    }

    private boolean ended(@Nullable Thread thread) {
        if (thread == null) {
            return true;
        }
        try {
            Duration left = Invocation.current().remaining().minus(reserve);
            if (left.isPositive() && thread.join(left)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        return false;
    }

    private static RuntimeException unchecked(Throwable failure) {
        return switch (failure) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(failure);
        };
    }
}

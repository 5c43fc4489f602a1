package io.lapwing.local.app.live;

import io.lapwing.restapi.domain.StreamFilter;
import io.lapwing.restapi.functions.LiveUpdate;
import io.lapwing.sharedmodel.live.LivePosition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/// What waits to be sent to one client. Whoever puts it there never waits for him: a client for whom too much waits is
/// behind, has nothing wait for him any more, and reads for himself what he missed until he has caught up.
///
/// Thread-safe.
final class WaitingUpdates {

    private final StreamFilter filter;
    private final StreamSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<LiveUpdate> waiting = new ArrayList<>();
    private long waitingBytes;
    private @Nullable LivePosition reached;
    private boolean behind = true;
    private long behindSince = System.nanoTime();
    private @Nullable Long sendingSince;
    private @Nullable StreamEnd end;

    WaitingUpdates(StreamFilter filter, StreamSettings settings) {
        this.filter = filter;
        this.settings = settings;
    }

    /// What a client has to do next.
    sealed interface Next {

        /// Send these, all that there is up to a position.
        record Send(List<LiveUpdate> updates, LivePosition reached) implements Next {}

        /// Read for himself.
        record CatchUp() implements Next {}

        /// Nothing happened for as long as he wanted to wait.
        record Nothing() implements Next {}

        record Ended(StreamEnd end) implements Next {}
    }

    /// Adds what the client wants of what happened up to a position; nothing while he is behind.
    void add(List<LiveUpdate> updates, LivePosition position) {
        lock.lock();
        try {
            if (behind) {
                return;
            }
            int before = waiting.size();
            for (LiveUpdate update : updates) {
                if (update.isFor(filter)) {
                    waiting.add(update);
                    waitingBytes += update.size();
                }
            }
            reached = position;
            if (waiting.size() > settings.maxWaiting() || waitingBytes > settings.maxWaitingBytes()) {
                fallBehind();
            } else if (waiting.size() > before) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The client has to read for himself, whatever waits.
    void miss() {
        lock.lock();
        try {
            fallBehind();
        } finally {
            lock.unlock();
        }
    }

    private void fallBehind() {
        waiting = new ArrayList<>();
        waitingBytes = 0;
        reached = null;
        if (!behind) {
            behind = true;
            behindSince = System.nanoTime();
        }
        changed.signal();
    }

    /// From now on it is added what happens.
    void follow() {
        lock.lock();
        try {
            behind = false;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for something to do, and gives the client all that waits for him.
    Next next(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (end == null && !behind && waiting.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (end != null) {
                return new Next.Ended(end);
            }
            return behind ? new Next.CatchUp() : taken();
        } finally {
            lock.unlock();
        }
    }

    /// Without an update where nothing happened that the client wants: then he is further all the same.
    private Next taken() {
        if (reached == null) {
            return new Next.Nothing();
        }
        Next.Send all = new Next.Send(waiting, reached);
        waiting = new ArrayList<>();
        waitingBytes = 0;
        reached = null;
        return all;
    }

    /// Ends the stream; the first reason counts.
    ///
    /// @return whether it was not ended before
    boolean end(StreamEnd reason) {
        lock.lock();
        try {
            if (end != null) {
                return false;
            }
            end = reason;
            fallBehind();
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        lock.lock();
        try {
            return end != null;
        } finally {
            lock.unlock();
        }
    }

    void beginsToSend() {
        lock.lock();
        try {
            sendingSince = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    void hasSent() {
        lock.lock();
        try {
            sendingSince = null;
        } finally {
            lock.unlock();
        }
    }

    /// Whether the client is behind and does not take what he is sent, or takes too long to catch up.
    boolean isTooSlow() {
        lock.lock();
        try {
            long now = System.nanoTime();
            return end == null && behind
                    && ((sendingSince != null && now - sendingSince > settings.stuckAfter().toNanos())
                            || now - behindSince > settings.catchUpWithin().toNanos());
        } finally {
            lock.unlock();
        }
    }
}

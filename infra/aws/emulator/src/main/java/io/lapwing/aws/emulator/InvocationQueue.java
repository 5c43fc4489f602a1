package io.lapwing.aws.emulator;

import io.lapwing.aws.emulator.InvocationResult.Ended;
import io.lapwing.aws.emulator.InvocationResult.Replied;
import io.lapwing.aws.emulator.InvocationResult.TimedOut;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// The calls that wait for a process, and those that a process is at work on.
final class InvocationQueue {

    private static final int MAX_WAITING = 1000;

    private final Deque<Pending> waiting = new ArrayDeque<>();
    private final Map<String, Pending> handedOut = new HashMap<>();
    private int generation;
    private boolean polled;

    /// Waits for the answer.
    InvocationResult invoke(Invocation invocation) {
        Pending pending = new Pending(invocation);
        add(pending);
        try {
            return pending.result.get(invocation.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            forget(pending);
            return pending.result.getNow(new TimedOut());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            forget(pending);
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The next call, as soon as there is one; empty when the process that asks is known to have ended meanwhile.
    synchronized Optional<Invocation> next() throws InterruptedException {
        int mine = generation;
        polled = true;
        notifyAll();
        while (waiting.isEmpty() && mine == generation) {
            wait();
        }
        if (mine != generation) {
            return Optional.empty();
        }
        Pending pending = waiting.remove();
        pending.handedOutAt = System.nanoTime();
        handedOut.put(pending.invocation.requestId(), pending);
        return Optional.of(pending.invocation);
    }

    /// @return false if nobody waits for this answer
    boolean reply(String requestId, String body) {
        long now = System.nanoTime();
        return complete(requestId,
                pending -> new Replied(body, Duration.ofNanos(now - pending.handedOutAt)));
    }

    /// @return false if nobody waits for this answer
    boolean fail(String requestId, InvocationResult.Failed failure) {
        return complete(requestId, _ -> failure);
    }

    /// Nobody will answer any more what has been asked until now.
    void end(InvocationResult result) {
        List<Pending> open = new ArrayList<>();
        synchronized (this) {
            generation++;
            polled = false;
            open.addAll(waiting);
            open.addAll(handedOut.values());
            waiting.clear();
            handedOut.clear();
            notifyAll();
        }
        open.forEach(pending -> pending.result.complete(result));
    }

    void processEnded(String reason) {
        end(new Ended(reason));
    }

    /// Whether a process asked for a call in time: it has been initialised.
    synchronized boolean awaitPoll(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (long left = timeout.toMillis(); !polled && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return polled;
    }

    private synchronized void add(Pending pending) {
        if (waiting.size() >= MAX_WAITING) {
            throw new IllegalStateException(MAX_WAITING + " calls wait already");
        }
        waiting.add(pending);
        notifyAll();
    }

    private synchronized void forget(Pending pending) {
        waiting.remove(pending);
        handedOut.remove(pending.invocation.requestId(), pending);
    }

    private boolean complete(String requestId, Function<Pending, InvocationResult> result) {
        @Nullable
        Pending pending;
        synchronized (this) {
            pending = handedOut.remove(requestId);
        }
        return pending != null && pending.result.complete(result.apply(pending));
    }

    private static final class Pending {

        private final Invocation invocation;
        private final CompletableFuture<InvocationResult> result = new CompletableFuture<>();
        private volatile long handedOutAt;

        private Pending(Invocation invocation) {
            this.invocation = invocation;
        }
    }
}

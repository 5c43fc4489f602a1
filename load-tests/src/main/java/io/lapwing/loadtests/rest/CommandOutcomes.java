package io.lapwing.loadtests.rest;

import io.lapwing.loadtests.mqtt.CommandWatch;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/// Notes only what goes wrong at the devices: how long commands take is for another benchmark.
final class CommandOutcomes implements CommandWatch {

    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    @Override
    public void requested(int number, long micros) {
        // In the end every command is looked up.
    }

    @Override
    public void replied(int number, long micros) {
        // As above.
    }

    @Override
    public void failed(String what) {
        failure.compareAndSet(null, what);
    }

    /// What went wrong first; null if nothing did.
    @Nullable
    String firstFailure() {
        return failure.get();
    }
}

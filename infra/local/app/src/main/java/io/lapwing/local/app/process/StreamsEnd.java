package io.lapwing.local.app.process;

import io.lapwing.local.app.live.LiveStreams;

import org.springframework.context.SmartLifecycle;

/// Ends all streams when the application stops: first of all, since the HTTP server waits for its requests to end, and
/// theirs never would.
final class StreamsEnd implements SmartLifecycle {

    private final LiveStreams streams;
    private volatile boolean running;

    StreamsEnd(LiveStreams streams) {
        this.streams = streams;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        streams.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}

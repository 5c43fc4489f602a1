package io.lapwing.aws.runtime;

import org.springframework.context.LifecycleProcessor;

/// Nothing of ours is started or stopped but by being made and closed. Spring's own processor would look for beans
/// that are, and for a way to take part in snapshots, each time that a process starts.
final class NoLifecycle implements LifecycleProcessor {

    @Override
    public void onRefresh() {}

    @Override
    public void onClose() {}

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
        return false;
    }
}

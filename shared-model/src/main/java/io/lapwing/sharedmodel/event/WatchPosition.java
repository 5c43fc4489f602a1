package io.lapwing.sharedmodel.event;

/// Where an event stands among those of the watch over a device: the version of the watch that it came with, and its
/// place among that version's events.
public record WatchPosition(long watchVersion, int index) {

    private static final int MAX_INDEX = 1000;

    public WatchPosition {
        if (index < 0 || index >= MAX_INDEX) {
            throw new IllegalArgumentException("at most " + MAX_INDEX + " events come with one change of a watch");
        }
    }

    long value() {
        return watchVersion * MAX_INDEX + index;
    }
}

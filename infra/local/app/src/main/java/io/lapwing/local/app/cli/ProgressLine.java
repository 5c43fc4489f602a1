package io.lapwing.local.app.cli;

import java.io.PrintWriter;

/// One line of a terminal that shows how far something is, a few times a second. Not for several threads that show
/// different things at once.
final class ProgressLine {

    private static final long PAUSE_NANOS = 200_000_000;
    private static final int WIDTH = 30;

    private final PrintWriter err;
    private long shownAt;
    private boolean isOpen;

    ProgressLine(PrintWriter err) {
        this.err = err;
        this.shownAt = System.nanoTime() - PAUSE_NANOS;
    }

    /// @param total 0 where it is not known
    synchronized void show(String what, long done, long total) {
        long now = System.nanoTime();
        if (now - shownAt < PAUSE_NANOS) {
            return;
        }
        shownAt = now;
        isOpen = true;
        int filled = total == 0 ? 0 : (int) Math.min(WIDTH, WIDTH * done / total);
        err.print("\r%-8s [%s%s] %3d %% ".formatted(what, "#".repeat(filled), " ".repeat(WIDTH - filled),
                total == 0 ? 0 : Math.min(100, 100 * done / total)));
        err.flush();
    }

    /// Leaves the line, if there is anything on it.
    synchronized void end() {
        if (isOpen) {
            err.println();
            err.flush();
            isOpen = false;
        }
    }
}

package io.lapwing.aws.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Reads what a process prints, so that it never waits for a reader, and keeps the last of it.
final class OutputTail {

    private static final int KEPT = 1 << 20;

    private final StringBuilder kept = new StringBuilder();
    private final Thread reader;

    private OutputTail(InputStream stream) {
        this.reader = Thread.ofVirtual().unstarted(() -> read(stream));
    }

    static OutputTail of(InputStream stream) {
        OutputTail tail = new OutputTail(stream);
        tail.reader.start();
        return tail;
    }

    String text() {
        synchronized (kept) {
            return kept.toString();
        }
    }

    /// Waits until all has been read.
    void awaitEnd(Duration timeout) throws InterruptedException {
        reader.join(timeout);
    }

    private void read(InputStream stream) {
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                keep(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            keep("\n[output lost: " + e + "]\n");
        }
    }

    private void keep(String text) {
        synchronized (kept) {
            kept.append(text);
            if (kept.length() > KEPT) {
                kept.delete(0, kept.length() - KEPT / 2);
            }
        }
    }
}

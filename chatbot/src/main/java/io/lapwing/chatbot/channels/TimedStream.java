package io.lapwing.chatbot.channels;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A stream that ends with an error when it has not ended in time, also within a read that waits.
final class TimedStream extends FilterInputStream {
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private TimedStream(InputStream source) {
        super(source);
    }

    static InputStream of(InputStream source, Duration patience) {
        TimedStream stream = new TimedStream(source);
        var _ = stream.end.orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS).exceptionally(_ -> {
            stream.giveUp();
            return null;
        });
        return stream;
    }

    /// Wakes whoever waits in a read: what is closed cannot be read.
    private void giveUp() {
        try {
            in.close();
        } catch (IOException _) {
            // It is given up in any case.
        }
    }

    @Override
    public void close() throws IOException {
        end.complete(null);
        super.close();
    }
}

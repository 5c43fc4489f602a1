package io.lapwing.fileprocessor.reading;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/// A file that is its table.
final class PlainContainer implements Container {

    private final ByteSource source;
    private final UnpackGuard guard;
    private boolean given;

    PlainContainer(ByteSource source, UnpackGuard guard) {
        this.source = source;
        this.guard = guard;
    }

    @Override
    public Packing packing() {
        return Packing.PLAIN;
    }

    @Override
    public @Nullable Part next() throws IOException {
        if (given) {
            return null;
        }
        given = true;
        return new Part(null, new StoredStream(source, guard, Long.MAX_VALUE));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}

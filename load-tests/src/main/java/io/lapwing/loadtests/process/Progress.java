package io.lapwing.loadtests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A count that one process keeps and another reads, in a file that both have in memory.
public final class Progress {

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer memory;

    private Progress(ByteBuffer memory) {
        this.memory = memory;
    }

    /// The count in this file, which is made with 0 if it is not there.
    public static Progress in(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            return new Progress(channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long get() {
        return (long) LONG.getVolatile(memory, 0);
    }

    public void add(long amount) {
        LONG.getAndAdd(memory, 0, amount);
    }
}

package io.lapwing.local.app.live;

import io.lapwing.local.app.live.LiveStreams.Seat;
import io.lapwing.restapi.functions.OpenStream.Wanted;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// An app that listens, without a network in between: it takes what it is sent as long as nobody holds it.
final class App extends OutputStream {

    private final StringBuilder text = new StringBuilder();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private boolean held;
    private boolean gone;

    /// Begins to listen.
    ///
    /// @throws IllegalStateException if there is no room
    static App listen(LiveStreams streams, Wanted wanted) {
        App app = new App();
        Seat seat = streams.seat();
        if (!seat.take(wanted)) {
            seat.close();
            throw new IllegalStateException("no room");
        }
        seat.listen();
        Thread.ofVirtual().start(() -> app.run(seat));
        return app;
    }

    private void run(Seat seat) {
        try (seat) {
            seat.serve(this);
            done.complete(true);
        } catch (IOException e) {
            done.complete(false);
        } catch (InterruptedException | RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    /// Takes nothing until it is released.
    void hold() {
        hold(true);
    }

    void release() {
        hold(false);
    }

    private void hold(boolean nothing) {
        lock.lock();
        try {
            held = nothing;
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Closes its connection.
    void goAway() {
        lock.lock();
        try {
            gone = true;
        } finally {
            lock.unlock();
        }
    }

    /// Completes when its stream has ended.
    CompletableFuture<Boolean> done() {
        return done;
    }

    /// All that it got.
    String text() {
        lock.lock();
        try {
            return text.toString();
        } finally {
            lock.unlock();
        }
    }

    /// The lines of a field, such as `event`.
    List<String> field(String name) {
        return lines().filter(line -> line.startsWith(name + ": ")).map(line -> line.substring(name.length() + 2))
                .toList();
    }

    /// The data of its readings.
    List<String> readings() {
        return field("data").stream().filter(data -> data.startsWith("{\"deviceId\"")).toList();
    }

    private Stream<String> lines() {
        return text().lines();
    }

    String lastId() {
        return field("id").getLast();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[]{(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            while (held) {
                released.awaitUninterruptibly();
            }
            if (gone) {
                throw new IOException("gone");
            }
            text.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
        } finally {
            lock.unlock();
        }
    }
}

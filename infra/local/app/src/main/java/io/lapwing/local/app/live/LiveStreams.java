package io.lapwing.local.app.live;

import io.lapwing.restapi.functions.LiveUpdates;
import io.lapwing.restapi.functions.OpenStream.Wanted;
import io.lapwing.sharedmodel.port.LiveFeed;

import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/// All streams of this process. Thread-safe.
public final class LiveStreams implements AutoCloseable {

    private static final long END_WITHIN_MILLIS = 2000;

    private final Admission admission;
    private final Tails tails;
    private final LiveStream.Surroundings surroundings;
    private final Set<WaitingUpdates> clients = ConcurrentHashMap.newKeySet();

    public LiveStreams(LiveFeed feed, LiveUpdates updates, StreamSettings settings, MeterRegistry registry,
            InstantSource clock) {
        StreamMeters meters = new StreamMeters(registry);
        admission = new Admission(settings, meters);
        tails = new Tails(feed, updates, settings, meters);
        surroundings = new LiveStream.Surroundings(new MissedUpdates(feed, updates), settings, meters, clock);
    }

    /// A place for somebody who wants to listen, to be closed when he has gone.
    public Seat seat() {
        return new Seat();
    }

    /// One client's place. For one thread.
    public final class Seat implements AutoCloseable {

        private @Nullable Wanted taken;
        private @Nullable WaitingUpdates waiting;
        private @Nullable TenantTail tail;

        private Seat() {}

        /// @return false if there is none
        public boolean take(Wanted wanted) {
            if (taken != null || !admission.enter(wanted)) {
                return false;
            }
            taken = wanted;
            return true;
        }

        /// Begins to listen: what happens from now on is not missed.
        public void listen() {
            Wanted wanted = taken();
            WaitingUpdates updates = new WaitingUpdates(wanted.filter(), surroundings.settings());
            waiting = updates;
            clients.add(updates);
            tail = tails.join(wanted.tenant(), updates);
        }

        /// Sends what happens, until the stream ends or the client is gone.
        ///
        /// @throws IOException if he is gone
        public void serve(OutputStream out) throws IOException, InterruptedException {
            WaitingUpdates updates = waiting;
            TenantTail joined = tail;
            if (updates == null || joined == null) {
                throw new IllegalStateException("nobody listens");
            }
            new LiveStream(taken(), updates, new EventStream(out), surroundings, joined).run(joined);
        }

        private Wanted taken() {
            Wanted wanted = taken;
            if (wanted == null) {
                throw new IllegalStateException("the seat is not taken");
            }
            return wanted;
        }

        @Override
        public void close() {
            Wanted wanted = taken;
            if (wanted == null) {
                return;
            }
            WaitingUpdates updates = waiting;
            if (updates != null) {
                tails.leave(wanted.tenant(), updates);
                clients.remove(updates);
            }
            admission.leave(wanted);
            taken = null;
        }
    }

    /// Ends all streams, each with a word to its client.
    @Override
    public void close() {
        admission.close();
        clients.forEach(client -> client.end(StreamEnd.SHUTTING_DOWN));
        try {
            admission.awaitEmpty(END_WITHIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tails.close();
    }
}

package io.lapwing.local.app.live;

import io.lapwing.local.app.live.WaitingUpdates.Next;
import io.lapwing.restapi.functions.LiveUpdate;
import io.lapwing.restapi.functions.OpenStream.Seen;
import io.lapwing.restapi.functions.OpenStream.Wanted;
import io.lapwing.sharedmodel.live.LiveNews.Followed;
import io.lapwing.sharedmodel.live.LiveNews.Missing;
import io.lapwing.sharedmodel.live.LivePosition;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// One client's stream, from its beginning to its end, in a thread of its own.
final class LiveStream {

    private static final String NOT_KEPT = "What you missed is no longer kept: load anew what you show.";

    private final Wanted wanted;
    private final WaitingUpdates waiting;
    private final EventStream out;
    private final Surroundings surroundings;
    private LivePosition position;
    private Instant spokenAt;

    /// What all streams share.
    ///
    /// @param reads what a client missed
    record Surroundings(MissedUpdates reads, StreamSettings settings, StreamMeters meters, InstantSource clock) {}

    LiveStream(Wanted wanted, WaitingUpdates waiting, EventStream out, Surroundings surroundings, TenantTail tail) {
        this.wanted = wanted;
        this.waiting = waiting;
        this.out = out;
        this.surroundings = surroundings;
        this.position = tail.position();
        this.spokenAt = surroundings.clock().instant();
    }

    /// Returns when the stream was ended.
    ///
    /// @throws IOException if the client is gone
    void run(TenantTail tail) throws IOException, InterruptedException {
        begin(tail);
        @Nullable
        StreamEnd end = null;
        while (end == null) {
            end = step(tail);
        }
        out.end(end);
        send();
    }

    private void begin(TenantTail tail) throws IOException {
        switch (wanted.seen()) {
            case Seen.Nothing() -> {
                position = tail.attach(waiting);
                out.begin(position);
            }
            case Seen.UpTo(LivePosition seen) -> {
                position = seen;
                out.begin(position);
            }
            case Seen.Unknown() -> {
                position = tail.attach(waiting);
                out.begin(position);
                out.reset(position, NOT_KEPT);
            }
        }
        send();
    }

    private @Nullable StreamEnd step(TenantTail tail) throws IOException, InterruptedException {
        Instant now = surroundings.clock().instant();
        Duration untilExpiry = Duration.between(now, wanted.expiresAt());
        if (!untilExpiry.isPositive() && waiting.end(StreamEnd.TOKEN_EXPIRED)) {
            surroundings.meters().cutOff(StreamEnd.TOKEN_EXPIRED);
        }
        Duration untilWord = Duration.between(now, spokenAt.plus(surroundings.settings().keepAlive()));
        switch (waiting.next(untilWord.compareTo(untilExpiry) < 0 ? untilWord : untilExpiry)) {
            case Next.Ended(StreamEnd end) -> {
                return end;
            }
            case Next.Send(List<LiveUpdate> updates, LivePosition reached) -> take(updates, reached);
            case Next.CatchUp() -> catchUp(tail);
            case Next.Nothing() -> {}
        }
        sayThatWeAreHere();
        return null;
    }

    /// What the client read for himself may come again, and is known by its place.
    private void take(List<LiveUpdate> updates, LivePosition reached) throws IOException {
        int sent = 0;
        for (LiveUpdate update : updates) {
            if (!position.includes(update.entry())) {
                position = position.with(update.entry());
                out.update(update, position);
                sent++;
            }
            if (out.isFull()) {
                send();
                if (waiting.isEnded()) {
                    return;
                }
            }
        }
        position = position.with(reached);
        if (sent > 0) {
            send();
            surroundings.meters().sent(sent);
        }
    }

    /// One page of what was missed. At its end the client has the rest added to what waits, and looks once more for
    /// what came between.
    private void catchUp(TenantTail tail) throws IOException, InterruptedException {
        if (!readOn(tail)) {
            return;
        }
        LivePosition joined = tail.attach(waiting);
        while (!position.includes(joined) && !waiting.isEnded()) {
            // Little waits meanwhile, or he falls behind again.
            readOn(tail);
        }
    }

    /// @return whether that was all there is
    private boolean readOn(TenantTail tail) throws IOException, InterruptedException {
        return switch (surroundings.reads().after(wanted.tenant(), position)) {
            case Followed followed -> {
                take(surroundings.reads().updates(wanted, followed), followed.end());
                yield !followed.more();
            }
            case Missing() -> {
                position = tail.attach(waiting);
                out.reset(position, NOT_KEPT);
                send();
                yield true;
            }
        };
    }

    private void sayThatWeAreHere() throws IOException {
        if (!surroundings.clock().instant().isBefore(spokenAt.plus(surroundings.settings().keepAlive()))) {
            out.keepAlive(position);
            send();
        }
    }

    private void send() throws IOException {
        waiting.beginsToSend();
        out.flush();
        waiting.hasSent();
        spokenAt = surroundings.clock().instant();
    }
}

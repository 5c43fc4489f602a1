package io.lapwing.local.app.broker;

import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;

import com.hivemq.mqtt.message.puback.PUBACK;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/// A publish whose answer waits: for the commit of its reading, for the broker, or for those that came before it.
final class HeldMessage implements MessageBatcher.Completion {

    private final int packetId;
    private final int bytes;
    private final long deadlineNanos;
    private final Runnable wakeUp;
    private @Nullable PUBACK answer;
    private @Nullable ChannelPromise promise;
    private volatile State state = State.WAITING;

    enum State {
        WAITING, READY, FAILED
    }

    /// @param packetId 0 where no answer is expected
    /// @param wakeUp called, on any thread, when the state has changed
    HeldMessage(int packetId, int bytes, long deadlineNanos, Runnable wakeUp) {
        this.packetId = packetId;
        this.bytes = bytes;
        this.deadlineNanos = deadlineNanos;
        this.wakeUp = wakeUp;
    }

    int packetId() {
        return packetId;
    }

    int bytes() {
        return bytes;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    State state() {
        return state;
    }

    /// What the device is answered; null where nothing is.
    @Nullable
    PUBACK answer() {
        return answer;
    }

    /// The promise that the broker gave with its answer; null where the answer is our own.
    @Nullable
    ChannelPromise promise() {
        return promise;
    }

    @Override
    public void done(IngestOutcome outcome) {
        state = State.READY;
        wakeUp.run();
    }

    @Override
    public void failed(Throwable cause) {
        state = State.FAILED;
        wakeUp.run();
    }

    /// The answer that is given once the message is ready. On the connection's thread.
    HeldMessage answering(PUBACK puback) {
        answer = puback;
        return this;
    }

    /// Takes the broker's own answer, which makes the message ready. On the connection's thread.
    void answered(PUBACK puback, @Nullable ChannelPromise answerPromise) {
        answer = puback;
        promise = answerPromise;
        state = State.READY;
    }
}

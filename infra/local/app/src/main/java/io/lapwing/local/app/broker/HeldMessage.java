package io.lapwing.local.app.broker;

import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;

import com.hivemq.mqtt.message.puback.PUBACK;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/// A publish whose answer waits: for the function's outcome, for the broker's own answer, or for those that came before
/// it.
final class HeldMessage implements MessageBatcher.Completion {

    private final int packetId;
    private final int bytes;
    private final long deadlineNanos;
    private final Runnable wakeUp;
    private @Nullable PUBACK answer;
    private @Nullable ChannelPromise promise;
    private volatile State outcome = State.WAITING;

    enum State {
        WAITING, READY, FAILED
    }

    /// @param packetId 0 where no answer is expected
    /// @param wakeUp called, on any thread, when the function's outcome is there
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

    /// On the connection's thread.
    State state() {
        boolean answerIsMissing = packetId != 0 && answer == null;
        return outcome == State.READY && answerIsMissing ? State.WAITING : outcome;
    }

    /// What the device is answered; null where nothing is, or not yet.
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
    public void done(IngestOutcome result) {
        outcome = State.READY;
        wakeUp.run();
    }

    @Override
    public void failed(Throwable cause) {
        outcome = State.FAILED;
        wakeUp.run();
    }

    /// No function is asked about it. On the connection's thread.
    HeldMessage concerningNobody() {
        outcome = State.READY;
        return this;
    }

    /// What is answered once the function's outcome is there. On the connection's thread.
    ///
    /// @param answerPromise the broker's, where the answer is
    void answering(PUBACK puback, @Nullable ChannelPromise answerPromise) {
        answer = puback;
        promise = answerPromise;
    }
}

package io.lapwing.aws.runtime.sqs;

import io.lapwing.aws.adapters.SqsQueues;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.work.QueueName;

import java.lang.System.Logger.Level;
import java.time.Duration;

/// Keeps a message hidden for a minute at a time while somebody is at work on it. When a process dies, the next one has it
/// within that minute, though the queue itself would hide it for as long as the longest work may take, and more.
final class HeldMessage implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HeldMessage.class.getName());
    private static final Duration HIDDEN = Duration.ofMinutes(1);
    private static final Duration RENEWED = Duration.ofSeconds(20);

    private final SqsQueues queues;
    private final QueueName queue;
    private final String receiptHandle;
    private final Thread thread;

    private HeldMessage(SqsQueues queues, QueueName queue, String receiptHandle) {
        this.queues = queues;
        this.queue = queue;
        this.receiptHandle = receiptHandle;
        thread = Thread.ofPlatform().daemon().name("lapwing-held").unstarted(this::renew);
    }

    static HeldMessage hold(SqsQueues queues, QueueName queue, String receiptHandle) {
        HeldMessage held = new HeldMessage(queues, queue, receiptHandle);
        held.thread.start();
        return held;
    }

    private void renew() {
        try {
            while (true) {
                hide();
                Thread.sleep(RENEWED);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void hide() {
        try {
            queues.hide(queue, receiptHandle, HIDDEN);
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "somebody else may get the message as well: {0}", e.getMessage());
        }
    }

    /// When it returns, nothing is renewed any more.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

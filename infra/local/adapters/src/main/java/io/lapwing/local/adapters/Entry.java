package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.util.function.LongConsumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A message in a lane, and who waits for what becomes of it.
///
/// @param bytes what it was counted as, given back once it is through
record Entry(ReceivedMessage message, MessageBatcher.Completion completion, long bytes, LongConsumer release) {

    private static final Logger LOG = LoggerFactory.getLogger(Entry.class);

    void done(IngestOutcome outcome) {
        release.accept(bytes);
        try {
            completion.done(outcome);
        } catch (RuntimeException e) {
            LOG.error("a message of {} is stored, but who waits for it failed", message.device(), e);
        }
    }

    void failed(Throwable cause) {
        release.accept(bytes);
        try {
            completion.failed(cause);
        } catch (RuntimeException e) {
            LOG.error("a message of {} is not stored, and who waits for it failed", message.device(), e);
        }
    }
}

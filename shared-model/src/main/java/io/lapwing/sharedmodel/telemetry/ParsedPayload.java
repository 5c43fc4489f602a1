package io.lapwing.sharedmodel.telemetry;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// A telemetry payload after it was read, before anything was decided.
public sealed interface ParsedPayload {

    /// The message id that the payload as a whole carries.
    @Nullable
    MessageId mid();

    /// What could be read; nothing of a payload that could not be read to its end.
    List<Entry> entries();

    /// A payload that could be read to its end.
    record Parsed(@Nullable MessageId mid, List<Entry> entries) implements ParsedPayload {

        public Parsed {
            entries = List.copyOf(entries);
        }
    }

    /// A payload that could not.
    record Unreadable(RefusalCode code, String reason) implements ParsedPayload {

        @Override
        public @Nullable MessageId mid() {
            return null;
        }

        @Override
        public List<Entry> entries() {
            return List.of();
        }
    }

    /// One entry: the readings of one moment.
    ///
    /// @param child the id that a gateway reports for, as written; null for the sender itself
    /// @param tsMillis the time as the device wrote it, in whatever unit that is; null for the time of receipt
    /// @param mid the message id that this entry of several carries
    /// @param refusals the values that cannot be taken, and the entry itself where its frame is wrong (without
    /// metric)
    /// @param original this entry alone, as a payload that can be sent again
    record Entry(@Nullable String child, @Nullable Long tsMillis, long seq, @Nullable MessageId mid,
            Map<MetricName, MetricValue> values, List<Refusal> refusals, Payload original) {

        public Entry {
            refusals = List.copyOf(refusals);
        }

        /// Whether nothing of this entry can be taken, and why.
        public @Nullable Refusal frameRefusal() {
            for (Refusal refusal : refusals) {
                if (refusal.metric() == null) {
                    return refusal;
                }
            }
            return null;
        }
    }
}

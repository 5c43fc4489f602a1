package io.lapwing.sharedmodel.port;

/// Counts what operators watch.
///
/// Thread-safe, and never fails.
public interface Counters {

    /// What is counted, in the order of the documentation.
    enum Counter {
        MESSAGES_ACCEPTED("lapwing.messages.accepted"), MESSAGES_DUPLICATE("lapwing.messages.duplicate"),
        MESSAGES_QUARANTINED("lapwing.messages.quarantined"), READINGS_STORED("lapwing.readings.stored"),
        READINGS_OVERWRITTEN("lapwing.readings.overwritten"), READINGS_REFUSED("lapwing.readings.refused"),
        READINGS_LATE("lapwing.readings.late"), EVENTS_DELIVERED("lapwing.events.delivered"),
        /// Tries that failed, to be repeated.
        EVENTS_POSTPONED("lapwing.events.postponed"),
        /// Dead letters.
        EVENTS_PUT_ASIDE("lapwing.events.putaside"),
        /// What apps that may be listening were not told.
        UPDATES_DROPPED("lapwing.updates.dropped");

        private final String metric;

        Counter(String metric) {
            this.metric = metric;
        }

        /// Its name in the metrics.
        public String metric() {
            return metric;
        }
    }

    void add(Counter counter, long amount);
}

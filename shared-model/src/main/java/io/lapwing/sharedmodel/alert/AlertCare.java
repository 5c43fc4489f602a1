package io.lapwing.sharedmodel.alert;

import io.lapwing.sharedmodel.alert.Alert.Care;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor.Deed;

import java.time.Duration;
import java.time.Instant;

/// What people do about an alert. Doing it again changes nothing.
public sealed interface AlertCare {
    /// For how long an alert can be silenced.
    Duration MAX_SILENCE = Duration.ofDays(30);

    /// What has been done about an alert, after this as well; the same where nothing is left to do.
    Care on(Care before);

    Deed deed();

    /// Somebody says that he has taken notice. The first one to do so is remembered.
    record Acknowledge(String actor, Instant at) implements AlertCare {
        @Override
        public Care on(Care before) {
            return before.acknowledgedBy() == null ? new Care(actor, at, before.silencedUntil()) : before;
        }

        @Override
        public Deed deed() {
            return Deed.ACKNOWLEDGED;
        }
    }

    /// Nobody is to be told about it for a while; the last one to say so decides for how long.
    record Silence(Instant until) implements AlertCare {
        /// Whether it begins now and ends in time.
        public boolean isPossible(Instant now) {
            return until.isAfter(now) && !until.isAfter(now.plus(MAX_SILENCE));
        }

        @Override
        public Care on(Care before) {
            return new Care(before.acknowledgedBy(), before.acknowledgedAt(), until);
        }

        @Override
        public Deed deed() {
            return Deed.SILENCED;
        }
    }

    /// People are to be told about it again.
    record Unsilence() implements AlertCare {
        @Override
        public Care on(Care before) {
            return new Care(before.acknowledgedBy(), before.acknowledgedAt(), null);
        }

        @Override
        public Deed deed() {
            return Deed.UNSILENCED;
        }
    }
}

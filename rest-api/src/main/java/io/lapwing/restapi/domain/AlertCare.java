package io.lapwing.restapi.domain;

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
        /// The silence that the body of a request asks for.
        ///
        /// @throws RequestRefused
        ///             when it does not begin and end between now and [#MAX_SILENCE] from now
        public static Silence read(Fields fields, Instant now) {
            fields.require("until");
            Instant until = fields.time("until");
            if (until != null && !(until.isAfter(now) && !until.isAfter(now.plus(MAX_SILENCE)))) {
                fields.error("until", "must lie in the future, at most 30 days from now");
            }
            fields.check();
            if (until == null) {
                throw new IllegalStateException("what is missing was not noted as an error");
            }
            return new Silence(until);
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

package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.alert.AlertCare.Silence;

import java.time.Instant;

/// How long an alert is to be silent, as the body of a request says.
public final class SilenceFields {
    private SilenceFields() {}

    /// @throws RequestRefused
    ///             when it does not end between now and [io.lapwing.sharedmodel.alert.AlertCare#MAX_SILENCE] from now
    public static Silence read(Fields fields, Instant now) {
        fields.require("until");
        Instant until = fields.time("until");
        if (until != null && !new Silence(until).isPossible(now)) {
            fields.error("until", "must lie in the future, at most 30 days from now");
        }
        fields.check();
        if (until == null) {
            throw new IllegalStateException("what is missing was not noted as an error");
        }
        return new Silence(until);
    }
}

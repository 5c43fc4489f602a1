package io.lapwing.chatbot.domain;

import io.lapwing.chatbot.domain.language.Intent;
import io.lapwing.chatbot.domain.language.Slots;
import io.lapwing.chatbot.domain.language.Understanding;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.DeviceId;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What is meant where nobody has said it: by a button.
public final class Meanings {
    public static final Understanding NOTHING = Understanding.of(Intent.NONE, Slots.EMPTY);
    /// Files that were shared are to be loaded.
    public static final Understanding LOADING = Understanding.of(Intent.FILE_PROCESS, Slots.EMPTY);

    private Meanings() {}

    public static Understanding acknowledging(AlertId alert) {
        return of(Intent.ALERT_ACK, alert, null);
    }

    public static Understanding silencing(AlertId alert, Instant until) {
        return of(Intent.SILENCE, alert, until);
    }

    private static Understanding of(Intent intent, AlertId alert, @Nullable Instant until) {
        return Understanding.of(intent, new Slots(List.of(), null, null, null, null, null, List.of(alert), null, null,
                until, null, null, null, null, null));
    }

    /// What was asked for, now that it is clear about which device.
    ///
    /// @param unclear of intent [Intent#CLARIFY]
    public static Understanding about(Understanding unclear, DeviceId device) {
        Slots slots = unclear.slots();
        Intent wanted = slots.target() == null ? Intent.STATUS : Intent.of(slots.target()).orElse(Intent.STATUS);
        return Understanding.of(wanted, new Slots(List.of(device), slots.type(), slots.site(), slots.state(),
                slots.severity(), slots.metric(), slots.alerts(), slots.from(), slots.to(), slots.until(),
                slots.method(), slots.params(), slots.scope(), slots.agg(), null));
    }
}

package io.lapwing.chatbot.domain.language;

import java.time.Instant;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/// What a text is understood in the light of.
///
/// @param zone in which "today" and "8 o'clock" are meant
/// @param previous what the same person said before, if that still matters
public record Context(FleetWords fleet, Instant now, ZoneId zone, @Nullable Understanding previous) {
    /// The same a line later.
    public Context after(@Nullable Understanding said) {
        return new Context(fleet, now, zone, said);
    }
}

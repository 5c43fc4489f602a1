package io.lapwing.sharedmodel.watch;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// Whether a device is there, and by what that is known.
///
/// @param sid the session that its last birth message named; null where it sends none
/// @param connection the broker's connection that it is on; null where no broker tells
/// @param since when it last came or went; null for a device that was never there
public record Presence(boolean online, @Nullable Long sid, @Nullable String connection, @Nullable Instant since) {

    /// Of a device that was never seen.
    public static final Presence NEVER = new Presence(false, null, null, null);
}

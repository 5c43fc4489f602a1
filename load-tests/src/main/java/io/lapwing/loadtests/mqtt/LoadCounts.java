package io.lapwing.loadtests.mqtt;

/// How far a load has come.
///
/// @param sent messages that were sent at least once
/// @param acknowledged messages whose PUBACK said success
/// @param refused messages whose PUBACK said anything else
/// @param resent how often a message was sent again after a reconnect
/// @param connects how often a device was let in
public record LoadCounts(long sent, long acknowledged, long refused, long resent, long connects) {

    public long inFlight() {
        return sent - acknowledged - refused;
    }
}

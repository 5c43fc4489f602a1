package io.lapwing.local.app.live;

import java.time.Duration;

/// How live updates are sent.
///
/// @param maxClients how many may listen to this process
/// @param maxClientsOfTenant how many of one tenant
/// @param maxWaiting how many updates may wait for one client
/// @param maxWaitingBytes how many bytes of data they may have
/// @param poll the pause between two looks at what happened
/// @param keepAlive how long a client is left without a word
/// @param stuckAfter how long a client may leave what he is sent untaken, with more waiting than may wait
/// @param catchUpWithin how long a client may take until he has read what he missed
public record StreamSettings(int maxClients, int maxClientsOfTenant, int maxWaiting, long maxWaitingBytes,
        Duration poll, Duration keepAlive, Duration stuckAfter, Duration catchUpWithin) {

    public static final StreamSettings DEFAULT = new StreamSettings(2000, 1000, 1000, 1 << 20, Duration.ofMillis(50),
            Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofMinutes(1));
}

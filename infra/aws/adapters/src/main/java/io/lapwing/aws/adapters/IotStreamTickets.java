package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.live.StreamTicket;
import io.lapwing.sharedmodel.live.StreamWish;
import io.lapwing.sharedmodel.port.StreamTickets;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// Tickets for AWS IoT Core: each a session of a role of their own, which its policy holds to one client and its topics.
/// From then on, what happens is published in that tenant, which [DynamoDbListeners] tells whoever has something to tell.
public final class IotStreamTickets implements StreamTickets {

    /// No device's client id begins so: the role may connect as none but these.
    private static final String CLIENT = "lapwing-app-";

    private final RoleSessions sessions;
    private final MqttUrls urls;
    private final DynamoDbListeners listeners;
    private final InstantSource clock;

    public IotStreamTickets(RoleSessions sessions, MqttUrls urls, DynamoDbListeners listeners, InstantSource clock) {
        this.sessions = sessions;
        this.urls = urls;
        this.listeners = listeners;
        this.clock = clock;
    }

    @Override
    public Issue issue(StreamWish wish) {
        String client = CLIENT + UUID.randomUUID();
        StreamPolicy policy = new StreamPolicy(sessions.iotArns(), client, wish);
        Optional<RoleSessions.Session> opened = policy.fits() ? sessions.open(client, policy.text()) : Optional.empty();
        if (opened.isEmpty()) {
            return new Issue.TooMany();
        }
        RoleSessions.Session session = opened.get();
        listeners.expect(wish.tenant(), wish.kinds(), session.expiresAt());
        URI url = urls.sign(session.credentials(), clock.instant(), RoleSessions.LIFE);
        return new Issue.Issued(new StreamTicket(url, client, wish.topics(), session.expiresAt()));
    }
}

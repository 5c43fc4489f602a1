package io.lapwing.sharedmodel.live;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/// What its holder listens with: one connection of MQTT over WebSocket.
///
/// @param url to connect to; whoever has it can listen
/// @param clientId to connect as: no other is let in with this URL
/// @param topics to subscribe to: filters, and all that can be subscribed to
/// @param expiresAt until when something is published for him
public record StreamTicket(URI url, String clientId, List<String> topics, Instant expiresAt) {

    public StreamTicket {
        topics = List.copyOf(topics);
    }

    /// Without the signature, so that it cannot reach a log.
    @Override
    public String toString() {
        return "StreamTicket[" + clientId + " on " + topics + " until " + expiresAt + "]";
    }
}

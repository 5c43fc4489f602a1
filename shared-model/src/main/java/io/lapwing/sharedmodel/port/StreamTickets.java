package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.live.StreamTicket;
import io.lapwing.sharedmodel.live.StreamWish;

/// Lets apps listen by MQTT over WebSocket, where no process lives that could keep an answer to them open.
///
/// Thread-safe. From a moment after a ticket was issued (two seconds at most) until it expires, what it is for is
/// published through [AppUpdates]; each ticket is of a client of its own. A ticket opens nothing but what was wished for.
public interface StreamTickets {

    /// For platforms on which apps listen in another way.
    StreamTickets NOWHERE = _ -> new Issue.Elsewhere();

    /// What comes of a wish.
    sealed interface Issue {

        record Issued(StreamTicket ticket) implements Issue {}

        /// No ticket can name so many topics. What is of all devices needs one for each kind, and always fits.
        record TooMany() implements Issue {}

        /// Apps listen in another way here.
        record Elsewhere() implements Issue {}
    }

    /// @throws StoreUnavailable when no ticket can be had now
    Issue issue(StreamWish wish);
}

package io.lapwing.local.app.fleet;

import java.time.Instant;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A device's way to its broker, over all its sessions. What goes wrong is tried again; that a device is not welcome is
/// logged once.
///
/// Not thread-safe: the device's own thread's.
final class Uplink {

    private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);

    private final Session.Access access;
    private final Consumer<DeviceMessage> received;
    private Patience patience = Patience.NONE;
    private @Nullable Session session;
    private boolean unwelcome;

    Uplink(Session.Access access, Consumer<DeviceMessage> received) {
        this.access = access;
        this.received = received;
    }

    /// Opens a session where there is none and can be one.
    ///
    /// @return whether it did
    boolean open(Instant now) {
        if (session != null && session.isOpen()) {
            return false;
        }
        drop();
        if (!patience.isOver(now)) {
            return false;
        }
        try {
            // The time is a greater number than that of any session before.
            session = Session.open(access, now.toEpochMilli(), received);
            patience = Patience.NONE;
            unwelcome = false;
            return true;
        } catch (SessionLost e) {
            failed(e, now);
            return false;
        }
    }

    /// Sends all that there is to be sent, if there is a session.
    void send(Outbox outbox, Instant now) {
        if (session == null) {
            return;
        }
        try {
            outbox.sendAll(session);
        } catch (SessionLost e) {
            drop();
            failed(e, now);
        }
    }

    private void failed(SessionLost failure, Instant now) {
        LOG.debug("{} has no session", access.device(), failure);
        if (failure.wasRefused()) {
            if (!unwelcome) {
                LOG.info("{} of the demo fleet is not welcome any more: it was deleted, or has another token",
                        access.device());
            }
            unwelcome = true;
            patience = patience.refused(now);
        } else {
            patience = patience.failed(now);
        }
    }

    /// Breaks the session without a word.
    void drop() {
        if (session != null) {
            session.drop();
            session = null;
        }
    }

    /// Ends the session in due form; there is none before `until`.
    void end(Instant until) {
        if (session != null) {
            session.end();
            session = null;
        }
        patience = Patience.pausing(until);
    }
}

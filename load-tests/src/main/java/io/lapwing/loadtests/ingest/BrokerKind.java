package io.lapwing.loadtests.ingest;

/// Which broker takes the messages.
public enum BrokerKind {
    /// The system's package, which Lapwing subscribes to.
    MOSQUITTO,
    /// The one inside Lapwing, whose PUBACK follows the commit.
    EMBEDDED
}

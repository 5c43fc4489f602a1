package io.lapwing.local.app.broker;

import io.lapwing.local.app.datadir.NodeId;

import java.time.Instant;

/// A run of the embedded broker, from the start of its process to its end: what it knew of its connections ends with
/// it, however it ends.
///
/// @param startedAt tells the runs of a node apart
public record BrokerRun(NodeId node, Instant startedAt) {

    /// What the names of this run's connections begin with.
    public String name() {
        return nodePrefix() + Long.toString(startedAt.toEpochMilli(), Character.MAX_RADIX);
    }

    /// What those of all the node's runs begin with.
    private String nodePrefix() {
        return node.value() + ":";
    }

    /// Whether the connection of this name is one of an earlier run of this node.
    public boolean isOver(String connection) {
        return connection.startsWith(nodePrefix()) && !connection.startsWith(name() + ":");
    }
}

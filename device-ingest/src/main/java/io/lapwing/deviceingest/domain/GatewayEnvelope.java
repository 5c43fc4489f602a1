package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.telemetry.Payload;

/// Writes the message in which a gateway reports one entry of one child, so that this entry can be replayed alone.
@FunctionalInterface
public interface GatewayEnvelope {

    /// @param child the child as the gateway called it
    Payload wrap(String child, Payload entry);
}

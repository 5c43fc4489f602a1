package io.lapwing.local.app.broker;

import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.DeviceCredentials;

import java.time.InstantSource;

/// What the embedded broker works with.
///
/// @param batcher takes what devices send
/// @param clock gives the time of receipt
public record Surroundings(MessageBatcher batcher, DeviceCredentials credentials, AuditLog auditLog,
        DeviceEvents events, InstantSource clock) {}

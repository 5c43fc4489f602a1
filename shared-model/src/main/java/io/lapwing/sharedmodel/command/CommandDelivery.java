package io.lapwing.sharedmodel.command;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.time.Instant;

/// A device acknowledged a command to its broker, with its PUBACK.
public record CommandDelivery(DeviceKey device, CommandId command, Instant at) {}

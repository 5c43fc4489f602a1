package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.IdempotencyStore;
import io.lapwing.sharedmodel.port.QuarantineStore;
import io.lapwing.sharedmodel.port.TelemetryStore;

import java.time.InstantSource;

/// The stores of one system in memory: each sees what was written through the others.
public final class InMemoryStores {

    private final DeviceRegistry registry;
    private final DeviceCredentials credentials;
    private final TelemetryStore telemetry;
    private final QuarantineStore quarantine;
    private final IdempotencyStore idempotency = new InMemoryIdempotencyStore();
    private final AuditLog audit = new InMemoryAuditLog();

    public InMemoryStores() {
        this(InstantSource.system());
    }

    /// @param clock when a replay was taken
    public InMemoryStores(InstantSource clock) {
        Memory memory = new Memory();
        registry = new InMemoryDeviceRegistry(memory);
        credentials = new InMemoryDeviceCredentials(memory);
        telemetry = new InMemoryTelemetryStore(memory, clock);
        quarantine = new InMemoryQuarantineStore(memory);
    }

    public DeviceRegistry registry() {
        return registry;
    }

    public DeviceCredentials credentials() {
        return credentials;
    }

    public TelemetryStore telemetry() {
        return telemetry;
    }

    public QuarantineStore quarantine() {
        return quarantine;
    }

    public IdempotencyStore idempotency() {
        return idempotency;
    }

    public AuditLog audit() {
        return audit;
    }

    /// All of them, as contracts take them.
    public Stores all() {
        return new Stores(registry, credentials, telemetry, quarantine, idempotency, audit);
    }
}

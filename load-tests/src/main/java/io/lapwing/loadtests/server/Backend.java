package io.lapwing.loadtests.server;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// What stands behind a broker: a store, or nothing.
interface Backend extends AutoCloseable {

    Function<List<ReceivedMessage>, List<IngestOutcome>> ingestTelemetry();

    Consumer<MessageWrite> quarantine();

    DeviceCredentials credentials();

    AuditLog auditLog();

    void register(BenchmarkFleet fleet);

    /// Makes the rules that watch a tenant's devices.
    void watch(BenchmarkRules rules);

    /// How many alerts a tenant's rules have raised; -1 where nothing is stored.
    long alerts(TenantId tenant);

    /// How many readings of a tenant are stored, counted by their time; -1 where nothing is.
    long rows(TenantId tenant);

    @Override
    void close();
}

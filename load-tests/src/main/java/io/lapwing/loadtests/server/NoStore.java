package io.lapwing.loadtests.server;

import io.lapwing.loadtests.mqtt.TelemetryMessages;
import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.device.TokenHash;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Accepted;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// The ceiling: every message is accepted at once, and none is kept.
final class NoStore implements Backend, DeviceCredentials, AuditLog {

    private static final IngestOutcome ACCEPTED = new Accepted(TelemetryMessages.READINGS, 0, List.of());

    private final Map<TokenHash, DeviceKey> devices = new ConcurrentHashMap<>();

    @Override
    public Function<List<ReceivedMessage>, List<IngestOutcome>> ingestTelemetry() {
        return batch -> Collections.nCopies(batch.size(), ACCEPTED);
    }

    @Override
    public Consumer<MessageWrite> quarantine() {
        return write -> {
            throw new IllegalStateException("nothing of " + write.source() + " can fail here");
        };
    }

    @Override
    public DeviceCredentials credentials() {
        return this;
    }

    @Override
    public AuditLog auditLog() {
        return this;
    }

    @Override
    public void register(BenchmarkFleet fleet) {
        fleet.keys().forEach(key -> devices.put(BenchmarkFleet.token(key).hash(), key));
    }

    @Override
    public void watch(BenchmarkRules rules) {
        throw new IllegalStateException("without a store nothing is watched");
    }

    @Override
    public long alerts(TenantId tenant) {
        return -1;
    }

    @Override
    public long rows(TenantId tenant) {
        return -1;
    }

    @Override
    public Optional<DeviceKey> authenticate(TokenHash token, Instant now) {
        return Optional.ofNullable(devices.get(token));
    }

    @Override
    public boolean rotate(DeviceKey device, TokenHash token, Instant oldValidUntil) {
        return false;
    }

    @Override
    public void append(List<AuditEvent> events) {
        // The generator does nothing that would have to be looked up later.
    }

    @Override
    public Page<AuditEvent> list(TenantId tenant, PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public void close() {
        devices.clear();
    }
}

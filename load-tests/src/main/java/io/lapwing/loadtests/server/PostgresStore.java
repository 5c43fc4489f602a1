package io.lapwing.loadtests.server;

import io.lapwing.deviceingest.domain.PresenceRules;
import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.deviceingest.functions.WatchDevices;
import io.lapwing.loadtests.process.StoredRows;
import io.lapwing.local.adapters.CachedDeviceLookup;
import io.lapwing.local.adapters.CachedRuleLookup;
import io.lapwing.local.adapters.DataDirectory;
import io.lapwing.local.adapters.EmbeddedPostgresServer;
import io.lapwing.local.adapters.PostgresAuditLog;
import io.lapwing.local.adapters.PostgresDatabase;
import io.lapwing.local.adapters.PostgresDeviceCredentials;
import io.lapwing.local.adapters.PostgresDeviceRegistry;
import io.lapwing.local.adapters.PostgresRuleStore;
import io.lapwing.local.adapters.PostgresTelemetryStore;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceProfile;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

/// The full path: the function `ingestTelemetry` on the embedded PostgreSQL, put together as the app does it.
final class PostgresStore implements Backend {

    private final DataDirectory directory;
    private final EmbeddedPostgresServer server;
    private final PostgresDatabase database;
    private final DeviceRegistry registry;
    private final DeviceLookup devices;
    private final RuleStore rules;
    private final TelemetryStore store;
    private final LongAdder counted = new LongAdder();

    private PostgresStore(DataDirectory directory, EmbeddedPostgresServer server, PostgresDatabase database) {
        this.directory = directory;
        this.server = server;
        this.database = database;
        this.registry = new PostgresDeviceRegistry(database);
        this.devices = new CachedDeviceLookup(registry);
        this.rules = new PostgresRuleStore(database);
        this.store = new PostgresTelemetryStore(database, InstantSource.system(),
                new WatchDevices(devices, new CachedRuleLookup(rules),
                        new PresenceRules(PresenceRules.DEFAULT_SILENCE, _ -> false)));
    }

    static PostgresStore start(Path dataDir) {
        DataDirectory directory = DataDirectory.lock(dataDir);
        EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory);
        return new PostgresStore(directory, server, PostgresDatabase.open(server.settings()));
    }

    @Override
    public Function<List<ReceivedMessage>, List<IngestOutcome>> ingestTelemetry() {
        return new IngestTelemetry(devices, store, replies -> {
            throw new IllegalStateException("the load is to be accepted as it is: " + replies.getFirst());
        }, (_, amount) -> counted.add(amount));
    }

    @Override
    public Consumer<MessageWrite> quarantine() {
        return write -> store.append(List.of(write));
    }

    @Override
    public DeviceCredentials credentials() {
        return new PostgresDeviceCredentials(database);
    }

    @Override
    public AuditLog auditLog() {
        return new PostgresAuditLog(database);
    }

    @Override
    public void register(BenchmarkFleet fleet) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (DeviceKey key : fleet.keys()) {
            DeviceProfile profile = new DeviceProfile(key.device().value(), BenchmarkFleet.typeOf(key),
                    BenchmarkFleet.siteOf(key), Map.of(), List.of(), false, null);
            if (!registry.create(new Device(key, profile, false, null, now, now, 1),
                    BenchmarkFleet.token(key).hash())) {
                throw new IllegalStateException(key + " is registered already");
            }
        }
    }

    @Override
    public void watch(BenchmarkRules wanted) {
        for (Rule rule : wanted.rules(Instant.now().truncatedTo(ChronoUnit.MILLIS))) {
            if (rules.save(rule, List.of()) != RuleStore.Written.DONE) {
                throw new IllegalStateException(rule.id() + " is there already");
            }
        }
    }

    @Override
    public long alerts(TenantId tenant) {
        try {
            return new StoredRows(server.settings()).alertsOf(tenant.value());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long rows(TenantId tenant) {
        try {
            return new StoredRows(server.settings()).of(tenant.value());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
        server.close();
        directory.close();
    }
}

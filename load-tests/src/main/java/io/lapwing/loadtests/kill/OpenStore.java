package io.lapwing.loadtests.kill;

import io.lapwing.loadtests.kill.ReadBack.Verdict;
import io.lapwing.loadtests.mqtt.Acknowledged;
import io.lapwing.local.adapters.DataDirectory;
import io.lapwing.local.adapters.DatabaseSettings;
import io.lapwing.local.adapters.EmbeddedPostgresServer;
import io.lapwing.local.adapters.PostgresDatabase;
import io.lapwing.local.adapters.PostgresTelemetryStore;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// The store after a run, with nobody else at it.
final class OpenStore implements AutoCloseable {

    private final PostgresDatabase database;
    private final Deque<Runnable> closing = new ArrayDeque<>();

    private OpenStore(DatabaseSettings settings) {
        database = PostgresDatabase.open(settings);
        closing.push(database::close);
    }

    static OpenStore of(DatabaseSettings settings) {
        return new OpenStore(settings);
    }

    /// The database that a stopped app leaves in its data directory.
    static OpenStore of(Path dataDir) {
        DataDirectory directory = DataDirectory.lock(dataDir);
        EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory);
        OpenStore store = new OpenStore(server.settings());
        store.closing.addLast(server::close);
        store.closing.addLast(directory::close);
        return store;
    }

    Map<DeviceKey, Verdict> check(Map<DeviceKey, Acknowledged> told) {
        ReadBack readBack = new ReadBack(new PostgresTelemetryStore(database, InstantSource.system(),
                DeviceWatcher.NOBODY));
        Map<DeviceKey, Verdict> verdicts = new LinkedHashMap<>();
        told.forEach((device, acknowledged) -> verdicts.put(device, readBack.check(device, acknowledged)));
        return verdicts;
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}

package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.watch.ConnectionEvent.Disconnected;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.Observation;
import io.lapwing.sharedmodel.watch.Presence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static org.assertj.core.api.Assertions.assertThat;

class PostgresConnectionsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final PostgresDatabase database = TestPostgres.freshDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void finds_the_devices_on_connections_that_are_over() {
        DeviceKey lost = device("lost", true, "n:1:7");
        device("here", true, "n:2:1");
        device("gone", false, "n:1:8");
        device("elsewhere", true, null);

        assertThat(lost()).containsExactly(new Disconnected(lost, "n:1:7", NOW));
    }

    @Test
    void finds_them_however_many_there_are() {
        List<DeviceKey> devices = IntStream.range(0, 1_203).mapToObj(i -> device("pump-" + i, true, "n:1:" + i))
                .toList();

        assertThat(lost()).extracting(Disconnected::device).containsExactlyInAnyOrderElementsOf(devices);
    }

    private List<Disconnected> lost() {
        List<Disconnected> found = new ArrayList<>();
        new PostgresConnections(database).endLost(name -> name.startsWith("n:1:"), NOW, found::addAll);
        return found;
    }

    private DeviceKey device(String id, boolean online, @Nullable String connection) {
        DeviceKey key = DeviceKey.of("acme", id);
        assertThat(new PostgresDeviceRegistry(database).create(aDevice().withKey(key).build(), aTokenHash())).isTrue();
        Presence presence = new Presence(online, null, connection, NOW);
        assertThat(new PostgresWatchStore(database).look(key, NOW, false, (sighting, _) -> new Observation(
                new DeviceWatch(presence, Map.of(), null, sighting.watch().version() + 1), List.of(), List.of())))
                .isTrue();
        return key;
    }
}

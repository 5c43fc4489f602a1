package io.lapwing.loadtests.kill;

import io.lapwing.loadtests.mqtt.MqttLoad;
import io.lapwing.loadtests.process.StoredRows;
import io.lapwing.loadtests.process.Waiting;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Whether messages come into the store: told by the PUBACKs of the embedded broker, which follow the commit, or by
/// looking into the database where a broker acknowledges earlier.
final class StoreWatch {

    private static final Duration ON_ITS_WAY = Duration.ofMillis(250);

    private final Scene scene;
    private final MqttLoad load;

    StoreWatch(Scene scene, MqttLoad load) {
        this.scene = scene;
        this.load = load;
    }

    /// The time from which on a message counts as stored after what happened just now: a moment later, when all that
    /// was on its way is through.
    static Instant mark() {
        return Instant.now().plus(ON_ITS_WAY);
    }

    /// Whether a message was stored after this mark.
    boolean hasMovedOn(Instant mark) {
        return scene.hasEmbeddedBroker()
                ? load.lastAcknowledgedMicros() > ChronoUnit.MICROS.between(Instant.EPOCH, mark)
                : lastSeenMillis() > mark.toEpochMilli();
    }

    /// Waits until as many messages are stored as were acknowledged; that of the embedded broker never takes long.
    void awaitStored(long acknowledged, Duration timeout) {
        if (!scene.hasEmbeddedBroker() && !Waiting.until(() -> storedRows() >= acknowledged, timeout)) {
            System.out.printf("%d rows are stored for %d acknowledged messages%n", storedRows(), acknowledged);
        }
    }

    /// The store, once nothing writes to it any more.
    OpenStore openStore() {
        scene.apps().forEach(app -> app.close());
        return scene.hasEmbeddedBroker()
                ? OpenStore.of(scene.postgresDir())
                : OpenStore.of(scene.outsideDatabase());
    }

    private long storedRows() {
        try {
            return new StoredRows(scene.outsideDatabase()).of(Scene.TENANT);
        } catch (SQLException e) {
            return -1;
        }
    }

    /// An unreachable database has nothing new.
    private long lastSeenMillis() {
        try {
            return new StoredRows(scene.outsideDatabase()).lastSeenMillis(Scene.TENANT);
        } catch (SQLException e) {
            return 0;
        }
    }
}

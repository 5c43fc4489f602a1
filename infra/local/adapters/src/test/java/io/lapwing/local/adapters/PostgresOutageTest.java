package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.StoreTests;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.telemetry.WriteResult.AlreadySeen;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/// The way to the database is cut in the middle of things, and comes back.
class PostgresOutageTest implements StoreTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DatabaseSettings direct = TestPostgres.settings();
    private final int serverPort = URI.create(direct.url().substring("jdbc:".length())).getPort();
    private final TcpGate gate = new TcpGate(serverPort);
    private final PostgresDatabase database = PostgresDatabase
            .open(DatabaseSettings.of(direct.url().replace(":" + serverPort + "/", ":" + gate.port() + "/"),
                    direct.user(), direct.password()));
    private final Stores stores = TestPostgres.stores(database);

    @AfterEach
    void close() {
        database.close();
        gate.close();
    }

    @Override
    public Stores stores() {
        return stores;
    }

    private static List<MessageWrite> batch(DeviceKey device, int number) {
        return IntStream.range(number * 20, (number + 1) * 20)
                .mapToObj(i -> aWrite().from(device).withMid("m" + i)
                        .with(aReading().at(T0.plusSeconds(i)).withValue("t", i)).build())
                .toList();
    }

    @Test
    void has_one_effect_of_batches_that_are_repeated_after_the_connection_broke() {
        DeviceKey pump = registered();
        int failures = 0;
        List<WriteResult> results = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            List<MessageWrite> batch = batch(pump, number);
            Thread cut = Thread.ofVirtual().start(gate::cut);
            try {
                results.addAll(stores.telemetry().append(batch));
            } catch (StoreUnavailable _) {
                failures++;
                within(PATIENCE, () -> results.addAll(retried(batch)));
            }
            join(cut);
        }

        assertThat(failures).isPositive();
        assertThat(results).hasSize(800).allMatch(
                result -> result.equals(new Written(1, 0, 0, 0)) || result.equals(new AlreadySeen()));
        assertThat(readings(pump)).hasSize(800);
    }

    /// As a trigger does: the same batch, until the store answers.
    private List<WriteResult> retried(List<MessageWrite> batch) {
        try {
            return stores.telemetry().append(batch);
        } catch (StoreUnavailable e) {
            throw new AssertionError("not back yet", e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void says_in_time_that_the_database_is_out_of_reach() {
        DeviceKey pump = registered();
        gate.close();
        long start = System.nanoTime();

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> stores.telemetry().append(batch(pump, 0)))
                .withMessageStartingWith("TelemetryStore.append of ");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}

package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.WriteResult.AlreadySeen;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/// The processes here are real, and really killed.
class EmbeddedPostgresServerTest {

    private static final DeviceKey PUMP = aDevice().build().key();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// A database with a device in it, which every test leaves behind in a state of its own.
    @TempDir
    private static Path folder;

    @BeforeAll
    static void register_a_device() {
        startAndRegister(folder);
    }

    @AfterEach
    void end_what_is_left() {
        processes().forEach(process -> process.destroyForcibly());
        processes().forEach(process -> process.onExit().join());
    }

    /// Those of the server's processes that run.
    private static List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().filter(path -> path.startsWith(folder.toString()))
                        .isPresent())
                .toList();
    }

    private static void register(DatabaseSettings settings) {
        try (PostgresDatabase database = PostgresDatabase.open(settings)) {
            assertThat(new PostgresDeviceRegistry(database).create(aDevice().build(), aTokenHash())).isTrue();
        }
    }

    /// Starts on what is there, and finds the device that was registered.
    private static void assertKept(Path place) {
        try (DataDirectory directory = DataDirectory.lock(place);
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory);
                PostgresDatabase database = PostgresDatabase.open(server.settings())) {
            DeviceRegistry registry = new PostgresDeviceRegistry(database);
            assertThat(registry.find(Set.of(PUMP))).containsOnlyKeys(PUMP);
        }
    }

    private static void startAndRegister(Path place) {
        try (DataDirectory directory = DataDirectory.lock(place);
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory)) {
            register(server.settings());
        }
    }

    @Test
    void keeps_its_data_its_port_and_its_password_over_a_restart() {
        DatabaseSettings first;
        try (DataDirectory directory = DataDirectory.lock(folder);
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory)) {
            first = server.settings();
        }
        assertThat(processes()).isEmpty();

        try (DataDirectory directory = DataDirectory.lock(folder);
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory)) {
            assertThat(server.settings()).isEqualTo(first);
        }
        assertKept(folder);
    }

    @Test
    void lets_nobody_in_without_the_password() {
        try (DataDirectory directory = DataDirectory.lock(folder);
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory)) {
            DatabaseSettings settings = server.settings();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(settings.url(), settings.user(), "guess").close())
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void takes_over_from_a_process_that_was_killed() {
        ServerProcess other = ServerProcess.start(folder);
        other.kill();
        assertThat(processes()).isNotEmpty();

        assertKept(folder);
    }

    @Test
    void starts_after_everything_was_killed() {
        ServerProcess other = ServerProcess.start(folder);
        other.kill();
        processes().forEach(process -> process.destroyForcibly());

        assertKept(folder);
    }

    @Test
    void starts_while_another_process_has_the_id_of_its_dead_server() throws IOException {
        Files.writeString(folder.resolve("postgres/data/postmaster.pid"), """
                %d
                %s
                1767225600
                5432

                127.0.0.1
                """.formatted(ProcessHandle.current().pid(), folder.resolve("postgres/data")));

        assertKept(folder);
    }

    @Test
    void begins_anew_where_the_first_start_was_killed(@TempDir Path place) {
        try (ServerProcess other = ServerProcess.begin(place)) {
            Path partial = place.resolve("postgres/data.partial/base");
            within(PATIENCE, () -> assertThat(partial).exists());
            other.kill();
        }
        assertThat(place.resolve("postgres/data")).doesNotExist();

        startAndRegister(place);

        assertKept(place);
    }

    @Test
    void leaves_the_server_of_a_living_process_alone() {
        try (ServerProcess _ = ServerProcess.start(folder)) {
            List<ProcessHandle> before = processes();

            assertThatExceptionOfType(DataDirectory.InUse.class).isThrownBy(() -> DataDirectory.lock(folder))
                    .withMessageContaining("in use by another process");

            assertThat(before).isNotEmpty().allMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void comes_back_by_itself_with_all_that_was_committed_when_it_dies() {
        try (DataDirectory directory = DataDirectory.lock(folder);
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory);
                PostgresDatabase database = PostgresDatabase.open(server.settings())) {
            TelemetryStore telemetry = TestPostgres.stores(database).telemetry();
            List<MessageWrite> batch = List.of(aWrite().from(PUMP).with(aReading()).build(),
                    aWrite().from(PUMP).withMid("m1").with(aReading().withSeq(1)).build());
            assertThat(telemetry.append(batch)).containsOnly(new Written(1, 0, 0, 0));

            processes().forEach(process -> process.destroyForcibly());

            PostgresReadiness readiness = new PostgresReadiness(database);
            within(PATIENCE, () -> assertThat(readiness.components()).containsEntry("database", true));
            assertThat(telemetry.append(batch)).containsExactly(new Written(0, 1, 0, 0), new AlreadySeen());
        }
    }
}

package io.lapwing.fileprocessor.functions;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.FileEvent.FileAdvanced;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.FileSpec;
import io.lapwing.sharedmodel.file.FileSpec.UnknownDevices;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.Profile;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.work.WorkOutcome;
import io.lapwing.sharedmodel.work.WorkOutcome.Again;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.fileprocessor.functions.Desk.counts;
import static io.lapwing.fileprocessor.functions.Desk.spec;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// Whatever happens to those who process a file, it ends with the same rows and the same report.
class ExactlyOnceTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);
    private static final int ROWS_PER_STEP = 10;

    /// What is left of a file when all is over.
    private record Ended(FileState state, LoadProgress progress, List<String> first, List<String> second,
            String rejects, Set<String> objects) {

        static Ended of(Desk desk, FileKey key) {
            StoredFile file = desk.file(key);
            String folder = key.upload().value().replace("upload", "");
            return new Ended(file.state(), file.progress(), desk.readings("pump-1"), desk.readings("pump-2"),
                    file.progress().rowsRejected() == 0 ? "" : desk.text(key.rejects()),
                    Set.copyOf(desk.objects.keys().stream().map(object -> object.replace(folder, "")).toList()));
        }
    }

    @Test
    void ends_the_same_wherever_it_is_killed() {
        Ended undisturbed = undisturbed();
        int kills = 0;
        boolean wasKilled = true;
        for (int call = 1; wasKilled; call++) {
            for (boolean isAfterEffect : new boolean[]{false, true}) {
                Desk desk = new Desk();
                FileKey key = desk.upload(spec("readings.csv", table().length), table());
                wasKilled = isKilledAt(desk, key, call, isAfterEffect);
                kills += wasKilled ? 1 : 0;

                desk.deliver(function(desk), key);

                assertThat(Ended.of(desk, key)).as("killed at call " + call).isEqualTo(undisturbed);
            }
        }
        assertThat(kills).isGreaterThan(40);
    }

    @Test
    void ends_the_same_however_often_it_is_killed() {
        Desk desk = new Desk();
        FileKey key = desk.handIn("readings.csv", table());
        for (int call = 1; isKilledAt(desk, key, call, true); call++) {
            desk.clock.advance(HeldFile.LEASE);
        }

        desk.deliver(function(desk), key);

        assertThat(Ended.of(desk, key)).isEqualTo(undisturbed());
    }

    @Test
    void ends_the_same_when_many_begin_at_once() {
        Desk desk = new Desk();
        FileKey key = desk.handIn("readings.csv", table());

        List<WorkOutcome> outcomes = race(8, _ -> function(desk).apply(Desk.work(key)));

        assertThat(outcomes).contains(new WorkOutcome.Done());
        assertThat(Ended.of(desk, key)).isEqualTo(undisturbed());
    }

    @Test
    void leaves_a_file_to_whoever_reads_it_until_his_lease_ends() {
        Desk desk = new Desk();
        FileKey key = desk.handIn("readings.csv", table());
        assertThat(isKilledAt(desk, key, 12, true)).isTrue();
        desk.clock.advance(Duration.ofSeconds(20));

        assertThat(function(desk).apply(Desk.work(key)))
                .isEqualTo(new Again(Duration.ofSeconds(10), "somebody else is reading the file"));

        desk.clock.advance(Duration.ofSeconds(10));
        assertThat(function(desk).apply(Desk.work(key))).isEqualTo(new WorkOutcome.Done());
        assertThat(Ended.of(desk, key)).isEqualTo(undisturbed());
    }

    /// Somebody who stood still for longer than his lease goes on, and finds that another one has gone on instead.
    @Test
    void gives_way_to_who_took_the_file_over() {
        Desk desk = new Desk();
        FileKey key = desk.handIn("readings.csv", table());
        FilePorts slow = Interrupted.at(desk.ports, "put", () -> {
            desk.clock.advance(HeldFile.LEASE);
            desk.deliver(function(desk), key);
        });

        assertThat(desk.process(slow, LONG_ENOUGH, ROWS_PER_STEP).apply(Desk.work(key)))
                .isEqualTo(new WorkOutcome.Done());

        assertThat(Ended.of(desk, key).progress()).isEqualTo(undisturbed().progress());
        assertThat(Ended.of(desk, key).rejects()).isEqualTo(undisturbed().rejects());
    }

    /// The other one has taken the file over and is not done: if he dies now, the work must not be lost.
    @Test
    void keeps_the_work_of_a_file_that_another_has_taken_over() {
        Desk desk = new Desk();
        FileKey key = desk.handIn("readings.csv", table());
        FilePorts slow = Interrupted.at(desk.ports, "load", () -> {
            desk.clock.advance(HeldFile.LEASE);
            assertThat(isKilledAt(desk, key, 12, true)).isTrue();
        });

        WorkOutcome outcome = desk.process(slow, LONG_ENOUGH, ROWS_PER_STEP).apply(Desk.work(key));

        assertThat(outcome).isEqualTo(new Again(HeldFile.LEASE, "somebody else is reading the file"));
        desk.deliver(function(desk), key);
        assertThat(Ended.of(desk, key)).isEqualTo(undisturbed());
    }

    @Test
    void goes_on_in_the_next_call_when_its_time_is_up() {
        Desk desk = new Desk();
        FileKey key = desk.handIn("readings.csv", table());
        ProcessFile hurried = desk.process(desk.ports, Duration.ZERO, ROWS_PER_STEP);

        for (int step = 1; step <= 6; step++) {
            assertThat(hurried.apply(Desk.work(key)))
                    .isEqualTo(new Again(Duration.ZERO, "the file takes longer than one call may"));
            assertThat(desk.file(key).progress().rowsRead()).isEqualTo(step * 10L);
        }

        assertThat(hurried.apply(Desk.work(key))).isEqualTo(new WorkOutcome.Done());
        assertThat(Ended.of(desk, key)).isEqualTo(undisturbed());
    }

    @Test
    void rejects_the_rows_of_a_device_that_is_removed_before_they_are_stored() {
        Desk desk = new Desk();
        FileKey key = desk.handIn("readings.csv", table());
        FilePorts ports = Interrupted.at(desk.ports, "load", () -> desk.stores.registry()
                .delete(DeviceKey.of("acme", "pump-2"), 1));

        StoredFile file = desk.deliver(desk.process(ports, LONG_ENOUGH, 1000), key);

        assertThat(counts(file)).isEqualTo("60 = 25 loaded, 5 duplicate, 30 rejected");
        assertThat(desk.text(key.rejects()).lines().filter(row -> row.contains("UNKNOWN_DEVICE"))).hasSize(25);
    }

    @Test
    void registers_a_device_once_more_that_is_removed_before_its_rows_are_stored() {
        Desk desk = new Desk();
        byte[] table = table();
        FileKey key = desk.handIn(new FileSpec("r.csv", table.length, new ContentType("text/csv"), null,
                FilePurpose.TELEMETRY, Profile.DEFAULT, UnknownDevices.REGISTER), table);
        FilePorts ports = Interrupted.at(desk.ports, "load", () -> desk.stores.registry()
                .delete(DeviceKey.of("acme", "pump-2"), 1));

        assertThat(counts(desk.deliver(desk.process(ports, LONG_ENOUGH, 1000), key)))
                .isEqualTo("60 = 50 loaded, 5 duplicate, 5 rejected");
    }

    @Test
    void loads_one_upload_once_however_often_it_is_told_of() {
        Desk desk = new Desk();
        FileKey key = desk.upload(spec("readings.csv", table().length), table());

        List<ReceiveUpload.Receipt> receipts = race(50, _ -> desk.receive.apply(key.upload()));
        race(8, _ -> function(desk).apply(Desk.work(key)));

        assertThat(receipts).filteredOn(receipt -> receipt == ReceiveUpload.Receipt.RECEIVED).hasSize(1);
        assertThat(desk.stores.recorded()).filteredOn(FileReceived.class::isInstance).hasSize(1);
        assertThat(Ended.of(desk, key)).isEqualTo(undisturbed());
    }

    /// Each call of a port takes a tenth of a second here.
    @Test
    void tells_of_its_progress_once_a_second_and_of_its_end() {
        Desk desk = new Desk();
        FileKey key = desk.handIn("readings.csv", table());
        FilePorts slow = Interrupted.always(desk.ports, () -> desk.clock.advance(Duration.ofMillis(100)));

        desk.deliver(desk.process(slow, LONG_ENOUGH, 1), key);

        List<FileAdvanced> told = desk.stores.recorded().stream().filter(FileAdvanced.class::isInstance)
                .map(FileAdvanced.class::cast).toList();
        Instant end = desk.file(key).times().updatedAt();
        long seconds = Duration.between(Desk.NOW, end).toSeconds();
        assertThat(told.size()).isBetween(4, (int) seconds + 4);
        assertThat(told.getLast().state()).isEqualTo(FileState.COMPLETED);
        assertThat(told.getLast().version()).isEqualTo(desk.file(key).version());
    }

    @Test
    void keeps_its_lease_while_a_pass_takes_long() {
        Desk desk = new Desk();
        FileKey key = desk.handIn("readings.csv", ProcessTelemetryTest.rows(20_000));
        FilePorts slow = Interrupted.reads(desk.ports, () -> {
            desk.clock.advance(Duration.ofSeconds(11));
            assertThat(function(desk).apply(Desk.work(key))).isInstanceOf(Again.class);
        });

        assertThat(counts(desk.deliver(desk.process(slow, LONG_ENOUGH, 20_000), key)))
                .isEqualTo("20000 = 20000 loaded, 0 duplicate, 0 rejected");
    }

    private static Ended undisturbed() {
        Desk desk = new Desk();
        FileKey key = desk.handIn("readings.csv", table());
        desk.deliver(function(desk), key);
        assertThat(counts(desk.file(key))).isEqualTo("60 = 50 loaded, 5 duplicate, 5 rejected");
        return Ended.of(desk, key);
    }

    private static ProcessFile function(Desk desk) {
        return desk.process(desk.ports, LONG_ENOUGH, ROWS_PER_STEP);
    }

    /// @return whether there was such a call
    private static boolean isKilledAt(Desk desk, FileKey key, int call, boolean isAfterEffect) {
        try {
            desk.process(new Killer(call, isAfterEffect).over(desk.ports), LONG_ENOUGH, ROWS_PER_STEP)
                    .apply(Desk.work(key));
            return false;
        } catch (Killer.Killed _) {
            return true;
        }
    }

    /// 60 rows, of which each twelfth is wrong, and another says nothing new.
    private static byte[] table() {
        StringBuilder csv = new StringBuilder("device_id,ts,metric,value,unit\n");
        for (int i = 0; i < 60; i++) {
            int row = i % 12 == 8 ? i - 2 : i;
            csv.append("pump-").append(i % 2 + 1).append(',').append(Desk.NOW.minusSeconds(1000 - row))
                    .append(",temperature,").append(i % 12 == 3 ? "warm" : row).append(",C\n");
        }
        return csv.toString().getBytes(UTF_8);
    }
}

package io.lapwing.fileprocessor.functions;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceProfile;
import io.lapwing.sharedmodel.file.FileFinding;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.work.WorkOutcome;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.fileprocessor.functions.Desk.codes;
import static io.lapwing.fileprocessor.functions.Desk.counts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// What becomes of lists of devices.
class ProcessDevicesTest {

    private static final String LIST = """
            id,name,type,site,labels,labels.line,aliases,gateway,gatewayId
            gw-1,Gateway,gateway,north,hall=2; floor=1,7,hub;the hub,true,
            pump-1,Another pump,pump,,,,,,
            pump-7,"Pump, seven",pump,,,,,,gw-1
            pump-7,Once more,pump,,,,,,
            pump-8,,pump,,,,,,
            pump 9,Nine,pump,,,,,,
            pump-10,Ten,pump,,,,,maybe,
            pump-11,Eleven,pump,,,,,,pump-7
            pump-12,Twelve,pump
            """;

    private final Desk desk = new Desk();

    @Test
    void registers_the_devices_of_a_list() {
        StoredFile file = desk.deliver(desk.process, handIn(LIST.getBytes(UTF_8)));

        assertThat(file.state()).isEqualTo(FileState.COMPLETED);
        assertThat(counts(file)).isEqualTo("9 = 2 loaded, 1 duplicate, 6 rejected");
        assertThat(codes(file)).containsExactly("DUPLICATE_ROW@5", "TYPE_MISMATCH@6", "UNKNOWN_DEVICE@7",
                "TYPE_MISMATCH@8", "UNKNOWN_DEVICE@9", "FIELD_COUNT@10");
        assertThat(device("gw-1").profile()).isEqualTo(new DeviceProfile("Gateway", "gateway", "north",
                Map.of("hall", "2", "floor", "1", "line", "7"), List.of("hub", "the hub"), true, null));
        assertThat(device("pump-7").profile()).isEqualTo(
                new DeviceProfile("Pump, seven", "pump", null, Map.of(), List.of(), false, new DeviceId("gw-1")));
        assertThat(device("pump-1").profile().name()).isEqualTo("Pump 1");
        assertThat(desk.text(file.key().rejects()).lines()).contains(
                ",5,DUPLICATE_ROW,Device pump-7 stands on line 4 already.,\"pump-7,Once more,pump,,,,,,\"");
    }

    @Test
    void reads_a_list_with_semicolons_in_utf_16() {
        byte[] list = "\uFEFFid;name;type\r\npump-3;Pump 3;pump\r\n".getBytes(StandardCharsets.UTF_16LE);

        assertThat(counts(desk.deliver(desk.process, handIn(list))))
                .isEqualTo("1 = 1 loaded, 0 duplicate, 0 rejected");
    }

    @Test
    void quarantines_what_is_no_list_of_devices() {
        assertThat(verdict("id,name,type,colour\npump-3,Pump 3,pump,red\n"))
                .isEqualTo("TYPE_MISMATCH@1 Column \"colour\" is not known in a list of devices.");
        assertThat(verdict("id;name\n"))
                .isEqualTo("TYPE_MISMATCH@1 The header lacks type; id,name,type are expected.");
        assertThat(verdict("id,name,type\npump-3,Pump 3,pump\npump-4,\"Pump 4,pump\n")).startsWith("UNCLOSED_QUOTE@3");
        assertThat(verdict("")).startsWith("TYPE_MISMATCH@1");
        assertThat(desk.stores.registry().list(Desk.TENANT, DeviceFilter.ANY,
                PageRequest.first(10)).items()).hasSize(2);
    }

    @Test
    void registers_what_can_be_read_of_a_list_that_was_released() {
        FileKey key = handIn("id,name,type\npump-3,Pump 3,pump\npump-4,\"Pump 4,pump\n".getBytes(UTF_8));
        StoredFile quarantined = desk.deliver(desk.process, key);
        desk.stores.files().save(quarantined.released(desk.clock.instant()), List.of());

        StoredFile file = desk.deliver(desk.process, key);

        assertThat(counts(file)).isEqualTo("1 = 1 loaded, 0 duplicate, 0 rejected");
        assertThat(file.finding()).isEqualTo(quarantined.finding());
    }

    @Test
    void refuses_a_list_of_more_devices_than_are_taken() {
        StringBuilder list = new StringBuilder("id,name,type\n");
        for (int i = 0; i <= 100_000; i++) {
            list.append("d").append(i).append(",n,t\n");
        }

        assertThat(verdict(list.toString())).startsWith("TOO_LARGE@100002");
    }

    @Test
    void ends_the_same_wherever_it_is_killed() {
        LoadProgress undisturbed = desk.deliver(function(desk), handIn(LIST.getBytes(UTF_8))).progress();
        int kills = 0;
        boolean wasKilled = true;
        for (int call = 1; wasKilled; call++) {
            for (boolean isAfterEffect : new boolean[]{false, true}) {
                Desk other = new Desk();
                FileKey key = handIn(other, LIST.getBytes(UTF_8));
                wasKilled = isKilledAt(other, key, call, isAfterEffect);
                kills += wasKilled ? 1 : 0;

                assertThat(other.deliver(function(other), key).progress()).as("killed at call " + call)
                        .isEqualTo(undisturbed);
            }
        }
        assertThat(kills).isGreaterThan(40);
    }

    @Test
    void goes_on_in_the_next_call_when_its_time_is_up() {
        ProcessFile hurried = desk.process(desk.ports, Duration.ZERO, 2);
        FileKey key = handIn(LIST.getBytes(UTF_8));

        assertThat(hurried.apply(Desk.work(key))).isInstanceOf(WorkOutcome.Again.class);
        assertThat(desk.file(key).progress().rowsRead()).isEqualTo(2);

        assertThat(counts(desk.deliver(hurried, key))).isEqualTo("9 = 2 loaded, 1 duplicate, 6 rejected");
    }

    private static ProcessFile function(Desk desk) {
        return desk.process(desk.ports, Duration.ofMinutes(10), 2);
    }

    private static boolean isKilledAt(Desk desk, FileKey key, int call, boolean isAfterEffect) {
        try {
            desk.process(new Killer(call, isAfterEffect).over(desk.ports), Duration.ofMinutes(10), 2)
                    .apply(Desk.work(key));
            return false;
        } catch (Killer.Killed _) {
            return true;
        }
    }

    private FileKey handIn(byte[] list) {
        return handIn(desk, list);
    }

    private static FileKey handIn(Desk desk, byte[] list) {
        return desk.handIn(Desk.spec("devices.csv", list.length, FilePurpose.DEVICES), list);
    }

    private Device device(String id) {
        DeviceKey key = new DeviceKey(Desk.TENANT, new DeviceId(id));
        return Objects.requireNonNull(desk.stores.registry().find(Set.of(key)).get(key));
    }

    private String verdict(String list) {
        byte[] bytes = list.isEmpty() ? new byte[]{'\n'} : list.getBytes(UTF_8);
        StoredFile file = desk.deliver(desk.process, handIn(bytes));
        assertThat(file.state()).isEqualTo(FileState.QUARANTINED);
        FileFinding finding = Objects.requireNonNull(file.finding());
        return finding.code() + "@" + finding.line() + " " + finding.message();
    }
}

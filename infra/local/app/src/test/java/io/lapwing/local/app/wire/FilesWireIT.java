package io.lapwing.local.app.wire;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Racing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.local.app.wire.Site.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// Files as people and apps send them: over HTTP, to a running process.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesWireIT {

    private Site site;

    @BeforeAll
    void open(@TempDir Path folder) {
        site = Site.open(folder);
    }

    @AfterAll
    void close() {
        site.close();
    }

    private DeviceKey registered() {
        DeviceKey device = Site.key("logger");
        site.register(device);
        return device;
    }

    /// Rows of `t` a second apart, from T0 on: 0, 1, 2…
    private static String table(DeviceKey device, int rows) {
        StringBuilder csv = new StringBuilder("device_id,ts,metric,value,unit\n");
        for (int i = 0; i < rows; i++) {
            csv.append(device.device()).append(',').append(T0 + 1000L * i).append(",t,").append(i).append(",\n");
        }
        return csv.toString();
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void loads_a_table_and_says_what_was_wrong_in_it() {
        DeviceKey device = registered();
        String csv = table(device, 3) + device.device() + "," + T0 + ",f,70,F\n" + device.device() + "," + T0
                + ",x,\"12\",furlong\nnobody-" + device.device() + "," + T0 + ",t,1,\n";

        Map<?, ?> file = SentFile.send(site, "Zoë's + June (ä).csv", csv).awaitEnd();

        assertThat(file.get("state")).isEqualTo("COMPLETED");
        assertThat(SentFile.rows(file)).containsExactly(4L, 0L, 2L);
        assertThat(SentFile.rejects(file).lines()).hasSize(3).first().asString()
                .isEqualTo("entry,line,code,message,original");
        assertThat(SentFile.rejects(file)).contains(",6,UNKNOWN_UNIT,", ",7,UNKNOWN_DEVICE,");
        assertThat(site.count(device, "t")).isEqualTo(3);
        assertThat(site.readings(device, "f,f.original")).contains("\"f\":21.1111", "\"f.original\":\"70 F\"");
        HttpResponse<String> original = SentFile.answer(HttpRequest.newBuilder(URI.create(
                String.valueOf(file.get("downloadUrl")))));
        assertThat(original.body()).isEqualTo(csv);
        assertThat(original.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename*=UTF-8''Zo%C3%AB%27s%20%2B%20June%20%28%C3%A4%29.csv");
    }

    @Test
    void loads_the_same_bytes_once_whatever_they_are_called() {
        DeviceKey device = registered();
        String csv = table(device, 500);
        SentFile first = SentFile.send(site, "a.csv", csv);
        assertThat(SentFile.rows(first.awaitEnd())).containsExactly(500L, 0L, 0L);

        Map<?, ?> second = SentFile.send(site, "b.csv", csv).awaitEnd();
        Map<?, ?> other = SentFile.send(site, "c.csv", csv.getBytes(StandardCharsets.UTF_16LE), "").awaitEnd();

        assertThat(second.get("duplicateOf")).isEqualTo(first.id());
        assertThat(SentFile.rows(second)).containsExactly(0L, 0L, 0L);
        assertThat(other.get("duplicateOf")).isNull();
        assertThat(SentFile.rows(other)).containsExactly(0L, 500L, 0L);
        assertThat(site.count(device, "t")).isEqualTo(500);
    }

    @Test
    void loads_once_what_was_sent_fifty_times_at_once() {
        DeviceKey device = registered();
        byte[] bytes = table(device, 100).getBytes(StandardCharsets.UTF_8);
        SentFile file = SentFile.announce(site, "raced.csv", bytes.length, "");

        List<Integer> statuses = Racing.race(50, _ -> file.put(bytes));

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 412);
        assertThat(SentFile.rows(file.awaitEnd())).containsExactly(100L, 0L, 0L);
    }

    @Test
    void keeps_what_is_cut_off_apart_and_loads_what_can_be_read_once_it_is_released() {
        DeviceKey device = registered();
        byte[] whole = gzip(table(device, 5000));
        SentFile sent = SentFile.send(site, "cut.csv.gz", Arrays.copyOf(whole, whole.length / 2), "");

        Map<?, ?> file = sent.awaitEnd();

        assertThat(file.get("state")).isEqualTo("QUARANTINED");
        assertThat(SentFile.part(file, "finding").get("code")).isEqualTo("TRUNCATED_INPUT");
        assertThat(site.count(device, "t")).isZero();

        assertThat(site.post("/v1/files/" + sent.id() + ":release", "").statusCode()).isEqualTo(202);
        Map<?, ?> released = sent.awaitEnd();
        assertThat(released.get("state")).isEqualTo("COMPLETED");
        assertThat(site.count(device, "t")).isBetween(100L, 4999L).isEqualTo(SentFile.rows(released).getFirst());
    }

    @Test
    void takes_a_picture_for_no_table() {
        byte[] png = new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0};

        Map<?, ?> file = SentFile.send(site, "table.csv", png, "").awaitEnd();

        assertThat(file.get("state")).isEqualTo("QUARANTINED");
        assertThat(SentFile.part(file, "finding").get("code")).isEqualTo("TYPE_MISMATCH");
    }

    @Test
    void registers_devices_that_rows_name_if_that_is_wanted() {
        DeviceKey device = Site.key("new");

        Map<?, ?> file = SentFile.send(site, "new.csv", table(device, 2).getBytes(StandardCharsets.UTF_8),
                ",\"unknownDevices\":\"register\"").awaitEnd();

        assertThat(SentFile.rows(file)).containsExactly(2L, 0L, 0L);
        assertThat(site.get("/v1/devices/" + device.device()).statusCode()).isEqualTo(200);
        assertThat(site.count(device, "t")).isEqualTo(2);
    }

    @Test
    void takes_no_bytes_but_those_that_were_announced() {
        byte[] bytes = "a".repeat(100).getBytes(StandardCharsets.UTF_8);
        SentFile file = SentFile.announce(site, "a.csv", 100, "");
        String url = String.valueOf(file.upload().get("url"));

        assertThat(file.put(new byte[99])).isEqualTo(400);
        assertThat(file.put(bytes, url, "text/html")).isEqualTo(400);
        assertThat(file.put(bytes, url.replace("size=100", "size=99"), "text/csv")).isEqualTo(403);
        assertThat(file.put(bytes, url.replace(file.id().substring(2), "0".repeat(32)), "text/csv")).isEqualTo(403);
        assertThat(file.now().get("state")).isEqualTo("AWAITING_UPLOAD");
    }

    @Test
    void tells_apps_what_becomes_of_a_file() {
        DeviceKey device = registered();
        try (StreamClient app = StreamClient.open(site.process(), site.admin(), "?kinds=files", "").awaitReady()) {
            SentFile file = SentFile.send(site, "told.csv", table(device, 10));
            file.awaitEnd();

            app.await(() -> assertThat(app.data("file")).last().asString()
                    .contains("\"id\":\"" + file.id() + "\"", "\"state\":\"COMPLETED\"", "\"rowsLoaded\":10"));
        }
    }

    @Test
    void is_sent_by_the_command_line_which_prints_the_report(@TempDir Path folder) throws IOException {
        DeviceKey device = registered();
        Path csv = Files.writeString(folder.resolve("june.csv"),
                table(device, 3) + device.device() + ",soon,t,1,\n");

        String report = site.process().run("import", "--tenant", Site.TENANT, csv.toString());

        assertThat(report).contains("june.csv: COMPLETED", "rows loaded 3, known before 0, rejected 1",
                "line 5: BAD_TIMESTAMP");
        assertThat(site.count(device, "t")).isEqualTo(3);
    }
}

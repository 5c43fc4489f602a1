package io.lapwing.local.app.wire;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.local.app.wire.Site.T0;
import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// However often the process is killed while it loads a file, the file ends with the same rows, each counted once.
class KilledFileWireIT {

    private static final int KILLS = Integer.getInteger("lapwing.files.kills", 2);
    private static final int ROWS = Integer.getInteger("lapwing.files.rows", 300_000);
    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path folder = Path.of("");

    /// One row in ten is wrong.
    private static byte[] table(DeviceKey device) {
        StringBuilder csv = new StringBuilder("device_id,ts,metric,value,unit\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append(device.device()).append(',').append(T0 + 200L * i).append(",t,")
                    .append(i % 10 == 9 ? "much" : Integer.toString(i)).append(",\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void ends_with_the_same_rows() {
        assertThat(ROWS).as("rows of one day").isLessThan(5 * SECONDS_OF_A_DAY);
        SplittableRandom random = new SplittableRandom(42);
        try (Site site = Site.open(folder)) {
            DeviceKey device = Site.key("killed");
            site.register(device);
            SentFile file = SentFile.send(site, "killed.csv", table(device), "");

            for (int kill = 1; kill <= KILLS; kill++) {
                long from = (long) ROWS * (kill - 1) / KILLS + random.nextLong(ROWS / KILLS);
                within(PATIENCE, () -> assertThat(file.rowsRead() >= from || isOver(file)).isTrue());
                site.process().kill();
                site.process().start();
            }

            Map<?, ?> end = file.awaitEnd();
            assertThat(end.get("state")).isEqualTo("COMPLETED");
            assertThat(SentFile.rows(end)).containsExactly((long) ROWS / 10 * 9, 0L, (long) ROWS / 10);
            assertThat(site.count(device, "t")).isEqualTo(ROWS / 10 * 9L);
            assertThat(SentFile.rejects(end).lines().skip(1).distinct()).hasSize(ROWS / 10);
        }
    }

    private static boolean isOver(SentFile file) {
        return String.valueOf(file.now().get("state")).equals("COMPLETED");
    }
}

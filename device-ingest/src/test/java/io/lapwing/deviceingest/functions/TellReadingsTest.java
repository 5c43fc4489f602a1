package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.inmemory.RecordedUpdates;
import io.lapwing.sharedmodel.live.AppUpdate;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static org.assertj.core.api.Assertions.assertThat;

class TellReadingsTest {

    private static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");

    private final RecordedUpdates apps = new RecordedUpdates();
    private final TellReadings telling = new TellReadings(apps);

    private static StoredReading stored(long t) {
        Reading reading = aReading().of(PUMP).at(T0).withValue("t", t).build();
        return new StoredReading(reading.key(), true, reading.values());
    }

    @Test
    void tells_each_reading_as_it_is_kept() {
        apps.listen(PUMP.tenant(), Set.of(LiveKind.READINGS));

        telling.accept(PUMP, List.of(stored(5), stored(6)));

        String json = "{\"deviceId\":\"pump-1\",\"ts\":\"2026-01-01T00:00:00.000Z\",\"seq\":0,\"late\":true,"
                + "\"values\":{\"t\":%d}}";
        assertThat(apps.all()).containsExactly(
                AppUpdate.of(PUMP, LiveKind.READINGS, new JsonText(json.formatted(5))),
                AppUpdate.of(PUMP, LiveKind.READINGS, new JsonText(json.formatted(6))));
    }

    @Test
    void tells_nothing_where_nobody_listens_to_readings() {
        apps.listen(PUMP.tenant(), Set.of(LiveKind.ALERTS, LiveKind.PRESENCE, LiveKind.COMMANDS));

        telling.accept(PUMP, List.of(stored(5)));

        assertThat(apps.all()).isEmpty();
    }
}

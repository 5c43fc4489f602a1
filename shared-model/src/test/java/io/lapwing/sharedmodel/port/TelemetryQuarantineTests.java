package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aQuarantinedMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// What could not be taken is kept with what could.
interface TelemetryQuarantineTests extends StoreTests {

    private QuarantineEntry entry(QuarantinedMessage message) {
        return stores().quarantine().find(message.device().tenant(), message.id()).orElseThrow();
    }

    @Test
    default void quarantines_the_parts_of_a_message_that_cannot_be_taken() {
        DeviceKey pump = registered();
        QuarantinedMessage part = aQuarantinedMessage().of(pump).withJson("{\"ts\":1,\"values\":{\"t\":1}}")
                .withCode(RefusalCode.TS_UNIT, "looks like seconds").build();

        assertThat(written(aWrite().from(pump).with(aReading().withValue("t", 1)).withQuarantined(part)))
                .isEqualTo(new Written(1, 0, 0, 0));

        assertThat(readings(pump)).hasSize(1);
        assertThat(entry(part)).isEqualTo(new QuarantineEntry(part, part.receivedAt(), 1, null, 1));
    }

    @Test
    default void quarantines_a_message_of_an_unknown_device() {
        DeviceKey nobody = new DeviceKey(freshTenant(), DeviceKey.of("x", "nobody").device());
        QuarantinedMessage poison = aQuarantinedMessage().of(nobody)
                .withCode(RefusalCode.UNKNOWN_DEVICE, "not registered").build();

        assertThat(append(aWrite().from(nobody).withMid("m1").withQuarantined(poison)))
                .containsExactly(new Written(0, 0, 0, 0));

        assertThat(entry(poison).message()).isEqualTo(poison);
    }

    @Test
    default void counts_how_often_the_same_poison_came() {
        DeviceKey pump = registered();
        Instant first = now();
        QuarantinedMessage poison = aQuarantinedMessage().of(pump).receivedAt(first).build();
        QuarantinedMessage again = aQuarantinedMessage().of(pump).receivedAt(first.plusSeconds(5)).build();

        append(aWrite().from(pump).withQuarantined(poison), aWrite().from(pump).withQuarantined(poison));
        append(aWrite().from(pump).withQuarantined(again));

        QuarantineEntry entry = entry(poison);
        assertThat(entry.occurrences()).isEqualTo(3);
        assertThat(entry.firstReceivedAt()).isEqualTo(first);
        assertThat(entry.message().receivedAt()).isEqualTo(first.plusSeconds(5));
        assertThat(entry.version()).isEqualTo(3);
    }

    @Test
    default void counts_poison_that_comes_at_the_same_time() {
        DeviceKey pump = registered();
        QuarantinedMessage poison = aQuarantinedMessage().of(pump).build();

        race(8, _ -> append(aWrite().from(pump).withQuarantined(poison)));

        assertThat(entry(poison).occurrences()).isEqualTo(8);
    }

    @Test
    default void keeps_poison_apart_by_device_and_content() {
        DeviceKey pump = registered();
        DeviceKey elsewhere = registered();
        QuarantinedMessage one = aQuarantinedMessage().of(pump).withJson("{").build();
        QuarantinedMessage other = aQuarantinedMessage().of(pump).withJson("[").build();
        QuarantinedMessage anothers = aQuarantinedMessage().of(elsewhere).withJson("{").build();

        append(aWrite().from(pump).withQuarantined(one).withQuarantined(other),
                aWrite().from(elsewhere).withQuarantined(anothers));

        assertThat(entry(one).occurrences()).isEqualTo(1);
        assertThat(entry(other).occurrences()).isEqualTo(1);
        assertThat(entry(anothers).occurrences()).isEqualTo(1);
    }
}

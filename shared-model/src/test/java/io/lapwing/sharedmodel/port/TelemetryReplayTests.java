package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.WriteResult.AlreadySeen;
import io.lapwing.sharedmodel.telemetry.WriteResult.NoSuchDevice;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aQuarantinedMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// A quarantined message is replayed once.
interface TelemetryReplayTests extends StoreTests {

    private QuarantinedMessage quarantined(DeviceKey device) {
        QuarantinedMessage poison = aQuarantinedMessage().of(device).build();
        written(aWrite().from(device).withQuarantined(poison));
        return poison;
    }

    private static WriteBuilder replayOf(QuarantinedMessage poison) {
        return aWrite().from(poison.device()).receivedAt(poison.receivedAt()).replaying(poison.id())
                .with(aReading().withValue("t", 1));
    }

    private QuarantineEntry entry(QuarantinedMessage message) {
        return stores().quarantine().find(message.device().tenant(), message.id()).orElseThrow();
    }

    @Test
    default void takes_a_replay_and_ends_the_wait_for_it() {
        QuarantinedMessage poison = quarantined(registered());

        assertThat(append(replayOf(poison))).containsExactly(new Written(1, 0, 0, 0));

        QuarantineEntry entry = entry(poison);
        assertThat(entry.state()).isEqualTo(QuarantineEntry.State.REPLAYED);
        assertThat(entry.replayedAt()).isNotNull();
        assertThat(entry.version()).isEqualTo(2);
        assertThat(entry.occurrences()).isEqualTo(1);
        assertThat(readings(poison.device())).hasSize(1);
    }

    @Test
    default void takes_a_replay_once_within_a_batch_and_over_batches() {
        QuarantinedMessage poison = quarantined(registered());

        assertThat(append(replayOf(poison), replayOf(poison).with(aReading().withSeq(1))))
                .containsExactly(new Written(1, 0, 0, 0), new AlreadySeen());
        assertThat(append(replayOf(poison).with(aReading().at(T0.plusSeconds(1)))))
                .containsExactly(new AlreadySeen());

        assertThat(readings(poison.device())).hasSize(1);
        assertThat(entry(poison).version()).isEqualTo(2);
    }

    @Test
    default void takes_one_of_the_replays_that_race() {
        QuarantinedMessage poison = quarantined(registered());

        var results = race(2, thread -> append(replayOf(poison).with(aReading().withSeq(1 + thread))));

        assertThat(results).flatExtracting(batch -> batch).containsExactlyInAnyOrder(new Written(2, 0, 0, 0),
                new AlreadySeen());
        assertThat(readings(poison.device())).hasSize(2);
    }

    @Test
    default void takes_no_replay_of_a_message_that_is_not_in_quarantine() {
        QuarantinedMessage unknown = aQuarantinedMessage().of(registered()).build();

        assertThat(append(replayOf(unknown))).containsExactly(new AlreadySeen());

        assertThat(readings(unknown.device())).isEmpty();
    }

    @Test
    default void goes_on_waiting_when_a_replay_cannot_be_stored() {
        DeviceKey pump = registered();
        QuarantinedMessage poison = quarantined(pump);
        DeviceKey nobody = DeviceKey.of(pump.tenant().value(), "nobody");

        assertThat(append(replayOf(poison).with(aReading().of(nobody)))).containsExactly(new NoSuchDevice(nobody));

        assertThat(entry(poison).state()).isEqualTo(QuarantineEntry.State.QUARANTINED);
        assertThat(append(replayOf(poison))).containsExactly(new Written(1, 0, 0, 0));
    }

    @Test
    default void waits_again_when_the_message_comes_again_after_its_replay() {
        QuarantinedMessage poison = quarantined(registered());
        append(replayOf(poison));

        written(aWrite().from(poison.device()).withQuarantined(poison));

        assertThat(entry(poison).state()).isEqualTo(QuarantineEntry.State.QUARANTINED);
        assertThat(entry(poison).occurrences()).isEqualTo(2);
    }
}

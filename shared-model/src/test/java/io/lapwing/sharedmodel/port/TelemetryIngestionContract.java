package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Accepted;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Duplicate;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Quarantined;
import io.lapwing.sharedmodel.telemetry.Refusal;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.decimal;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [TelemetryIngestion] does: that the one message comes to the function, and its own outcome back.
public abstract class TelemetryIngestionContract implements StoreTests {

    /// The adapter under test, in front of a function on [#stores].
    protected abstract TelemetryIngestion ingestion();

    private IngestOutcome ingest(DeviceKey device, String json) {
        return ingestion().ingest(aMessage().from(device).withJson(json).build());
    }

    @Test
    void has_stored_a_message_when_it_returns() {
        DeviceKey pump = registered();

        assertThat(ingest(pump, "{\"temperature\":21.5}")).isEqualTo(new Accepted(1, 0, List.of()));

        assertThat(onlyValues(pump)).isEqualTo(Map.of(metric("temperature"), decimal(21.5)));
    }

    @Test
    void tells_what_was_refused_of_a_message() {
        DeviceKey pump = registered();

        IngestOutcome outcome = ingest(pump, "{\"a\":1e400,\"b\":1}");

        assertThat(outcome).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.stored()).isEqualTo(1);
            assertThat(accepted.refusals()).extracting(Refusal::metric).containsExactly("a");
        });
    }

    @Test
    void knows_a_message_that_it_has_seen() {
        DeviceKey pump = registered();
        var message = aMessage().from(pump).withMid("m1").build();

        assertThat(ingestion().ingest(message)).isInstanceOf(Accepted.class);
        assertThat(ingestion().ingest(message)).isEqualTo(new Duplicate());

        assertThat(readings(pump)).hasSize(1);
    }

    @Test
    void has_quarantined_poison_when_it_returns() {
        DeviceKey pump = registered();

        IngestOutcome outcome = ingest(pump, "{\"t\":");

        assertThat(outcome).isInstanceOfSatisfying(Quarantined.class, quarantined -> {
            assertThat(quarantined.code()).isEqualTo(RefusalCode.PAYLOAD_MALFORMED);
            assertThat(stores().quarantine().find(pump.tenant(), quarantined.id()))
                    .map(QuarantineEntry::occurrences).contains(1L);
        });
    }

    @Test
    void replays_a_quarantined_message_once() {
        DeviceKey pump = registered();
        Quarantined poison = (Quarantined) ingest(pump, "{\"t\":");
        var replay = aMessage().from(pump).withJson("{\"t\":1}").replaying(poison.id()).build();

        assertThat(ingestion().ingest(replay)).isInstanceOf(Accepted.class);
        assertThat(ingestion().ingest(replay)).isEqualTo(new Duplicate());

        assertThat(readings(pump)).hasSize(1);
        assertThat(stores().quarantine().find(pump.tenant(), poison.id())).map(QuarantineEntry::state)
                .contains(QuarantineEntry.State.REPLAYED);
    }

    @Test
    void gives_each_of_many_callers_his_own_outcome() {
        DeviceKey pump = registered(aDevice().in(freshTenant()));

        List<IngestOutcome> outcomes = race(8, thread -> ingest(pump,
                thread % 2 == 0 ? "{\"m%1$d\":%1$d,\"n%1$d\":1}".formatted(thread) : "{\"poison %d".formatted(thread)));

        for (int thread = 0; thread < outcomes.size(); thread++) {
            if (thread % 2 == 0) {
                assertThat(outcomes.get(thread)).isEqualTo(new Accepted(2, 0, List.of()));
            } else {
                assertThat(outcomes.get(thread)).isInstanceOf(Quarantined.class);
            }
        }
    }
}

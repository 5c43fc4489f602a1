package io.lapwing.aws.restapi;

import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.inmemory.RecordedReplies;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.port.TelemetryIngestion;
import io.lapwing.sharedmodel.port.TelemetryIngestionContract;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Quarantined;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Rejected;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InProcessIngestionTest extends TelemetryIngestionContract {

    private final InMemoryStores stores = new InMemoryStores();

    @Override
    protected TelemetryIngestion ingestion() {
        return before(new IngestTelemetry(stores.registry(), stores.telemetry(), new RecordedReplies(),
                new CountedCounters()));
    }

    @Override
    public Stores stores() {
        return stores.all();
    }

    private TelemetryIngestion before(Function<List<ReceivedMessage>, List<IngestOutcome>> function) {
        return new InProcessIngestion(function, stores.telemetry());
    }

    private TelemetryIngestion beforeABug() {
        return before(_ -> {
            throw new IllegalStateException("a bug");
        });
    }

    @Test
    void keeps_what_the_function_fails_on_for_a_replay() {
        DeviceKey pump = registered();

        IngestOutcome outcome = beforeABug().ingest(aMessage().from(pump).withJson("{\"t\":1}").build());

        assertThat(outcome).isInstanceOfSatisfying(Quarantined.class, quarantined -> {
            assertThat(quarantined.code()).isEqualTo(RefusalCode.FUNCTION_FAILED);
            assertThat(stores.quarantine().find(pump.tenant(), quarantined.id())).map(QuarantineEntry::state)
                    .contains(QuarantineEntry.State.QUARANTINED);
        });
    }

    @Test
    void keeps_no_second_copy_of_a_replay_that_the_function_fails_on() {
        DeviceKey pump = registered();
        Quarantined kept = (Quarantined) beforeABug().ingest(aMessage().from(pump).withJson("{\"t\":1}").build());
        ReceivedMessage replay = aMessage().from(pump).withJson("{\"t\":2}").replaying(kept.id()).build();

        IngestOutcome outcome = beforeABug().ingest(replay);

        assertThat(outcome).isInstanceOfSatisfying(Rejected.class,
                rejected -> assertThat(rejected.code()).isEqualTo(RefusalCode.FUNCTION_FAILED));
        assertThat(stores.quarantine().find(pump.tenant(), kept.id())).map(QuarantineEntry::occurrences)
                .contains(1L);
    }

    @Test
    void quarantines_nothing_when_the_store_is_away() {
        DeviceKey pump = registered();
        TelemetryIngestion ingestion = before(_ -> {
            throw new StoreUnavailable("test", "batch", new IllegalStateException("away"));
        });

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> ingestion.ingest(aMessage().from(pump).withJson("{\"t\":1}").build()));
    }

    @Test
    void counts_an_answer_that_is_none_as_a_fault_of_the_function() {
        DeviceKey pump = registered();

        IngestOutcome outcome = before(_ -> List.of())
                .ingest(aMessage().from(pump).withJson("{\"t\":1}").build());

        assertThat(outcome).isInstanceOf(Quarantined.class);
    }
}

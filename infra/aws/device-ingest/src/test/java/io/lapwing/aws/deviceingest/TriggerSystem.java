package io.lapwing.aws.deviceingest;

import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.Tracing;
import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.inmemory.RecordedReplies;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The trigger on stores in memory, and a look at what it leaves there.
final class TriggerSystem {

    private static final Instant FAR_AWAY = Instant.parse("2200-01-01T00:00:00Z");

    final InMemoryStores stores = new InMemoryStores();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final EmbeddedMetrics metrics = new EmbeddedMetrics("ingest", InstantSource.system(),
            new PrintStream(printed, true, StandardCharsets.UTF_8));
    private final IngestTelemetry real = new IngestTelemetry(stores.registry(), stores.telemetry(),
            new RecordedReplies(), metrics);

    TriggerSystem() {
        GoldenEvent.register(stores.registry());
    }

    SqsIngestTrigger trigger() {
        return around(function -> function);
    }

    /// The trigger around the function with a fault in it.
    SqsIngestTrigger around(
            Function<Function<List<ReceivedMessage>, List<IngestOutcome>>, Function<List<ReceivedMessage>, List<IngestOutcome>>> fault) {
        return new SqsIngestTrigger(new SqsIngestTrigger.Target("ingestTelemetry", fault.apply(real),
                MessageKind::bringsReadings), stores.telemetry(), metrics,
                Tracing.of(new LambdaSettings(Map.of())), InstantSource.system());
    }

    List<StoredReading> readings(DeviceKey device) {
        ReadingsQuery all = new ReadingsQuery(device, Set.of(), Instant.EPOCH, FAR_AWAY);
        return Pages.all(page -> stores.telemetry().readings(all, page));
    }

    List<QuarantineEntry> quarantine() {
        return Pages.all(page -> stores.quarantine().list(GoldenEvent.PUMP.tenant(), page));
    }

    String metrics() {
        metrics.flush();
        return printed.toString(StandardCharsets.UTF_8);
    }
}

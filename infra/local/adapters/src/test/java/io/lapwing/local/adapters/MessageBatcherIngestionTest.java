package io.lapwing.local.adapters;

import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.inmemory.RecordedReplies;
import io.lapwing.sharedmodel.port.TelemetryIngestion;
import io.lapwing.sharedmodel.port.TelemetryIngestionContract;

import java.util.List;

import org.junit.jupiter.api.AfterEach;

/// The batcher in front of the real function.
class MessageBatcherIngestionTest extends TelemetryIngestionContract {

    private final InMemoryStores stores = new InMemoryStores();
    private final MessageBatcher batcher = new MessageBatcher(new IngestTelemetry(stores.registry(),
            stores.telemetry(), new RecordedReplies(), new CountedCounters()),
            write -> stores.telemetry().append(List.of(write)), BatcherSettings.DEFAULT);

    @AfterEach
    void close() {
        batcher.close();
    }

    @Override
    protected TelemetryIngestion ingestion() {
        return batcher;
    }

    @Override
    public Stores stores() {
        return stores.all();
    }
}

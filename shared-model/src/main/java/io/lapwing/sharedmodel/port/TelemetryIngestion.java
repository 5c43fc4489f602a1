package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

/// Hands one message to the function `ingestTelemetry`, wherever it runs, and waits for what becomes of it.
///
/// Thread-safe. When it returns, the outcome is in the store.
public interface TelemetryIngestion {

    /// @throws StoreUnavailable
    ///             when no outcome came in time: the message may or may not have been taken
    IngestOutcome ingest(ReceivedMessage message);
}

package io.lapwing.aws.restapi;

import io.lapwing.aws.runtime.http.StackTraces;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.port.TelemetryIngestion;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.quarantine.FunctionFailure;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.util.List;
import java.util.function.Function;

/// Runs `ingestTelemetry` in the process of `api`: another function would be started a second time and paid twice while
/// this one waits for it.
///
/// A store that is out of reach is not asked again for long: whoever sent the message is still there, and can.
final class InProcessIngestion implements TelemetryIngestion {

    private static final System.Logger LOG = System.getLogger(InProcessIngestion.class.getName());

    private final Function<List<ReceivedMessage>, List<IngestOutcome>> ingestTelemetry;
    private final TelemetryStore store;

    /// @param store keeps what the function fails on
    InProcessIngestion(Function<List<ReceivedMessage>, List<IngestOutcome>> ingestTelemetry, TelemetryStore store) {
        this.ingestTelemetry = ingestTelemetry;
        this.store = store;
    }

    @Override
    public IngestOutcome ingest(ReceivedMessage message) {
        try {
            return outcome(message);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "ingestTelemetry failed on a message of {0}: {1}", message.device(),
                    StackTraces.of(e));
            FunctionFailure failure = new FunctionFailure(message, e);
            failure.write().ifPresent(write -> store.append(List.of(write)));
            return failure.outcome();
        }
    }

    private IngestOutcome outcome(ReceivedMessage message) {
        List<IngestOutcome> outcomes = ingestTelemetry.apply(List.of(message));
        if (outcomes.size() != 1) {
            throw new IllegalStateException(outcomes.size() + " outcomes for one message");
        }
        return outcomes.getFirst();
    }
}

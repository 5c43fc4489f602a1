package io.lapwing.sharedmodel.port;

/// What every [TelemetryStore] does. An adapter's test class extends it and supplies the stores.
public abstract class TelemetryStoreContract
        implements
        TelemetryMergeTests,
        TelemetryMessageIdTests,
        TelemetryLatestTests,
        TelemetryAtomicityTests,
        TelemetryConcurrencyTests,
        TelemetryQuarantineTests,
        TelemetryReplayTests,
        TelemetryReadTests,
        TelemetryValueTests,
        TelemetryBucketTests,
        TelemetryDeviceTests,
        TelemetryWatchTests {}

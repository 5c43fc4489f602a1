package io.lapwing.local.adapters;

/// What a [PostgresTelemetryStore] remembers from one batch to the next, so that it need not ask the database, or read
/// what it says, again. Each part knows by itself when it is out of date.
record StoreMemory(DeviceKeys deviceKeys, MetricCatalogue catalogue, KnownWatches watches) {

    static StoreMemory empty() {
        return new StoreMemory(new DeviceKeys(), new MetricCatalogue(), new KnownWatches());
    }
}

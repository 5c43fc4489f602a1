package io.lapwing.sharedmodel.port;

/// What every [ReadingLoader] does. An adapter's test class extends it and supplies the stores.
public abstract class ReadingLoaderContract
        implements
        ReadingLoaderMergeTests,
        ReadingLoaderFileTests,
        ReadingLoaderConcurrencyTests {}

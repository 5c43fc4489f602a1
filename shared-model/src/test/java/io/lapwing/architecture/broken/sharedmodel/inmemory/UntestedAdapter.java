package io.lapwing.architecture.broken.sharedmodel.inmemory;

import io.lapwing.architecture.broken.sharedmodel.port.KeptPort;

/// Breaks `EVERY_ADAPTER_RUNS_ITS_CONTRACTS`: the contract is run, but not on this adapter.
public final class UntestedAdapter implements KeptPort {

    @Override
    public void call() {}
}

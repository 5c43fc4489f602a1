package io.lapwing.architecture.broken.sharedmodel.inmemory;

import io.lapwing.architecture.broken.sharedmodel.port.KeptPort;
import io.lapwing.architecture.broken.sharedmodel.port.KeptPortContract;

/// Keeps to the rules.
public final class TestedAdapterRun extends KeptPortContract {

    @Override
    protected KeptPort port() {
        return new TestedAdapter();
    }
}

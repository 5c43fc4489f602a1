package io.lapwing.architecture.broken.sharedmodel.inmemory;

import io.lapwing.architecture.broken.sharedmodel.port.KeptPort;

/// Keeps to the rules.
public final class TestedAdapter implements KeptPort {

    @Override
    public void call() {}
}

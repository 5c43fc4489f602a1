package io.lapwing.architecture.broken.sharedmodel.port;

/// Keeps to the rules.
public abstract class KeptPortContract {

    protected abstract KeptPort port();
}

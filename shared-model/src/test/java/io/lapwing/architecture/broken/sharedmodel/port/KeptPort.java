package io.lapwing.architecture.broken.sharedmodel.port;

/// Keeps to the rules.
public interface KeptPort {

    void call();
}

package io.lapwing.architecture.broken.sharedmodel.port;

/// Breaks `EVERY_PORT_HAS_A_CONTRACT`.
public interface ForgottenPort {

    void call();
}

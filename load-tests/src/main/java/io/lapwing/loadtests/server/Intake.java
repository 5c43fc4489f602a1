package io.lapwing.loadtests.server;

/// Where messages come in.
interface Intake extends AutoCloseable {

    /// The port that devices connect to.
    int port();

    /// Begins, or begins again, to take messages.
    void open();

    @Override
    void close();
}

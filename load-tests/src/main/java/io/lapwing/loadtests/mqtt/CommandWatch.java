package io.lapwing.loadtests.mqtt;

/// Is told what becomes of numbered commands at their devices. Called on the devices' threads.
public interface CommandWatch {

    /// The device has got the command.
    ///
    /// @param micros when, as [MicroClock] tells it
    void requested(int number, long micros);

    /// The device was told that its reply is stored.
    void replied(int number, long micros);

    /// Something went wrong.
    void failed(String what);
}

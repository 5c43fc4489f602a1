package io.lapwing.loadtests.mqtt;

/// What makes a message of a device the same when it is sent again.
public enum MessageIdentity {
    /// Each message has its own `ts`.
    TS,
    /// Each message has a `mid` and no time: it gets the time of receipt, so that taking it twice would make two
    /// readings. A `seq` keeps the messages of one millisecond apart.
    MID
}

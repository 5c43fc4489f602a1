package io.lapwing.deviceingest.domain;

/// What became of an event that was to be delivered.
public sealed interface Delivery {

    /// All that it brings about has happened, and is stored where it has to be.
    record Delivered() implements Delivery {}

    /// It has to be delivered again.
    ///
    /// @param reason for people, without anybody's data
    /// @param outage whether nothing is wrong with the event: something could not be reached
    record Failed(String reason, boolean outage) implements Delivery {}

    /// It was not tried, since an earlier event of its key failed.
    record Held() implements Delivery {}
}

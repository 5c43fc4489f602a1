package io.lapwing.sharedmodel.watch;

/// What came in on a device's status topic.
public sealed interface StatusReport {

    /// A session of the device began, or ended.
    ///
    /// @param sid which
    record Told(boolean online, long sid) implements StatusReport {}

    /// Nothing: somebody took a retained message off the topic.
    record Empty() implements StatusReport {}

    /// Something else.
    ///
    /// @param reason for its sender
    record Malformed(String reason) implements StatusReport {}
}

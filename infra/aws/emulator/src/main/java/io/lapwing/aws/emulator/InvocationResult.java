package io.lapwing.aws.emulator;

import java.time.Duration;

/// How a call of a function ended.
public sealed interface InvocationResult {

    /// The function's answer.
    ///
    /// @param body what it answered, in JSON
    /// @param took from the moment the call was handed out
    record Replied(String body, Duration took) implements InvocationResult {}

    /// The function threw, or could not be loaded.
    ///
    /// @param type `Lambda-Runtime-Function-Error-Type`
    /// @param body the error, in JSON
    record Failed(String type, String body) implements InvocationResult {}

    /// No answer in time. Lambda kills the process then; here that is up to the caller.
    record TimedOut() implements InvocationResult {}

    /// The process ended before it answered.
    ///
    /// @param reason its exit value
    record Ended(String reason) implements InvocationResult {}
}

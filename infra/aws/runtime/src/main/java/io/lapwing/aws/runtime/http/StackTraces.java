package io.lapwing.aws.runtime.http;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where a fault came from, for the log: the exceptions' classes and frames, and not their messages, which may quote
/// what a client sent.
public final class StackTraces {

    private static final int MAX_CAUSES = 5;
    private static final int MAX_FRAMES = 12;

    private StackTraces() {}

    public static String of(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause).limit(MAX_CAUSES)
                .map(StackTraces::one).collect(Collectors.joining("\ncaused by "));
    }

    private static String one(Throwable fault) {
        return fault.getClass().getName() + Stream.of(fault.getStackTrace()).limit(MAX_FRAMES)
                .map(frame -> "\n    at " + frame).collect(Collectors.joining());
    }
}

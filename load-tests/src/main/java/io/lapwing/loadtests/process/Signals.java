package io.lapwing.loadtests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/// Signals to processes of this run, by their ids.
public final class Signals {

    private Signals() {}

    /// Kills at once, without a chance to clean up.
    public static void kill(List<Long> pids) {
        send("KILL", pids);
    }

    /// Lets processes stand still, as a machine does that has no memory left.
    public static void freeze(List<Long> pids) {
        send("STOP", pids);
    }

    public static void thaw(List<Long> pids) {
        send("CONT", pids);
    }

    private static void send(String signal, List<Long> pids) {
        if (pids.isEmpty()) {
            return;
        }
        List<String> command = Stream.concat(Stream.of("kill", "-" + signal), pids.stream().map(String::valueOf))
                .toList();
        try {
            // A process that has ended meanwhile makes it fail, which is as good.
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

package io.lapwing.loadtests.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// How much memory a process has in RAM, where the system tells it in `/proc`.
public final class ProcessMemory {

    private static final String FORGET_PEAK = "5";

    private final Path directory;

    public ProcessMemory(long pid) {
        this.directory = Path.of("/proc", Long.toString(pid));
    }

    /// What it has now, in bytes.
    public OptionalLong resident() {
        return read("VmRSS:");
    }

    /// The most that it had since it began, or since the last [#forgetPeak], in bytes.
    public OptionalLong peak() {
        return read("VmHWM:");
    }

    /// Begins to look for the peak anew; does nothing where the system has no such thing.
    public void forgetPeak() {
        try {
            Files.writeString(directory.resolve("clear_refs"), FORGET_PEAK);
        } catch (IOException e) {
            // The peak is that of the whole run then, which the report's reader sees by its never falling.
            return;
        }
    }

    private OptionalLong read(String field) {
        try (Stream<String> lines = Files.lines(directory.resolve("status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024).findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}

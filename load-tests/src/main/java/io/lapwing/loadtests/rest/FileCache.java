package io.lapwing.loadtests.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What the operating system remembers of files.
final class FileCache {

    private FileCache() {}

    /// Makes it forget these files, so that they are read from the disk again. They must not be in use.
    ///
    /// @return whether it could be asked to
    static boolean forget(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            boolean done = run(List.of("sync"));
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                done &= run(List.of("dd", "if=" + file, "iflag=nocache", "count=0", "status=none"));
            }
            return done;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean run(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

package io.lapwing.loadtests.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The processes of an embedded PostgreSQL, found by the file that its server leaves in its data.
public final class PostgresProcesses {

    private static final String PID_FILE = "postmaster.pid";
    private static final int DEPTH = 4;

    private PostgresProcesses() {}

    /// The server and all that it has started; none if it does not run.
    ///
    /// @param dataDir where its data lies, or a directory above
    public static List<Long> of(Path dataDir) {
        return pidFile(dataDir).flatMap(PostgresProcesses::server).filter(ProcessHandle::isAlive)
                .map(server -> Stream.concat(Stream.of(server), server.descendants()).map(ProcessHandle::pid).toList())
                .orElse(List.of());
    }

    private static Optional<Path> pidFile(Path dataDir) {
        try (Stream<Path> files = Files.find(dataDir, DEPTH, (path, _) -> path.endsWith(PID_FILE))) {
            return files.findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessHandle> server(Path pidFile) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

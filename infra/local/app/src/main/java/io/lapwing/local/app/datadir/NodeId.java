package io.lapwing.local.app.datadir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// What tells the processes that share a broker apart, the same over restarts: a name that a data directory keeps.
public record NodeId(String value) {

    /// The name that this directory keeps; its first process makes it. The directory must be locked.
    public static NodeId of(Path directory) throws IOException {
        Path file = directory.resolve("node-id");
        if (!Files.exists(file)) {
            PrivateFile.write(file, "lapwing-" + UUID.randomUUID());
        }
        return new NodeId(Files.readString(file).strip());
    }
}

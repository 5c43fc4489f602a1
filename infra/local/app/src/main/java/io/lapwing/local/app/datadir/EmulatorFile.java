package io.lapwing.local.app.datadir;

import io.lapwing.local.chatemulator.Secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.util.JSONObjectUtils;

/// What the emulated chat platforms share with the process that runs on a data directory: `chat-emulator.json`, readable
/// by its owner only.
public final class EmulatorFile {
    private static final String NAME = "chat-emulator.json";

    private EmulatorFile() {}

    /// What it holds, if it is there.
    ///
    /// @throws IOException if it cannot be read, or holds something else
    public static Optional<Secrets> read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Map<String, String> values = new HashMap<>();
            JSONObjectUtils.parse(Files.readString(file)).forEach((name, value) -> values.put(name, "" + value));
            return Optional.of(Secrets.of(values));
        } catch (ParseException | IllegalArgumentException e) {
            throw new IOException("not the secrets of emulated chat platforms: " + file, e);
        }
    }

    /// The secrets there, which are made on first use; a new port makes new ones.
    public static Secrets open(Path directory, int port) throws IOException {
        Optional<Secrets> kept = read(directory).filter(secrets -> secrets.port() == port);
        if (kept.isPresent()) {
            return kept.get();
        }
        Secrets made = Secrets.generate(port);
        PrivateFile.createDirectory(directory);
        PrivateFile.write(directory.resolve(NAME), JSONObjectUtils.toJSONString(made.values()));
        return made;
    }
}

package io.lapwing.local.app.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// The program Schemathesis, which makes requests from an OpenAPI document and looks at the answers. What it does is in
/// `src/test/fuzz`.
///
/// @param folder where it leaves its log, and what it reached
record Schemathesis(Path program, Path folder) {

    static final String HOW_TO_GET_ONE = "no Schemathesis: put `schemathesis` on the PATH (pip install schemathesis, in"
            + " a virtual environment), or name it in LAPWING_SCHEMATHESIS";

    private static final String PROGRAM = "schemathesis";
    private static final String SEED = System.getProperty("lapwing.fuzz.seed", "1");
    private static final String EXAMPLES = System.getProperty("lapwing.fuzz.examples", "25");
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    static Optional<Path> find() {
        String named = System.getenv("LAPWING_SCHEMATHESIS");
        Stream<Path> places = named != null && !named.isBlank()
                ? Stream.of(Path.of(named))
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).filter(place -> !place.isEmpty())
                        .map(place -> Path.of(place, PROGRAM));
        return places.filter(Files::isExecutable).findFirst().map(Path::toAbsolutePath);
    }

    static Schemathesis in(Path folder) {
        return new Schemathesis(find().orElseThrow(() -> new IllegalStateException(HOW_TO_GET_ONE)), folder);
    }

    /// Asks a server all that comes to its mind, and fails with what it has found.
    ///
    /// @return what it was answered, a line `METHOD template status` for each answer
    List<String> run(URI server, String token) {
        Path log = folder.resolve("schemathesis.log");
        Path reached = folder.resolve("reached");
        Path settings = Path.of("src", "test", "fuzz").toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "--config-file",
                settings.resolve("schemathesis.toml").toString(), "run", server.resolve("/openapi.yaml").toString(),
                "--seed", SEED, "--max-examples", EXAMPLES, "--generation-database", "none", "--no-color")
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("LAPWING_TOKEN", token);
        builder.environment().put("LAPWING_REACHED", reached.toString());
        builder.environment().put("PYTHONPATH", settings.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        try {
            Files.deleteIfExists(reached);
            int exitCode = ended(builder.start());
            assertThat(exitCode).as(() -> read(log)).isZero();
            return Files.readAllLines(reached);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int ended(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("not done within " + PATIENCE);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

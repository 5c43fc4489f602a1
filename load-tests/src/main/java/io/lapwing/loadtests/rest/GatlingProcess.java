package io.lapwing.loadtests.rest;

import io.lapwing.loadtests.gatling.Findings;
import io.lapwing.loadtests.gatling.Plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/// Gatling in a process of its own, since what it is built on is not what the rest is built on.
final class GatlingProcess {

    private static final String LIBRARY = "load-tests/gatling/target/load-tests-gatling.jar:load-tests/gatling/target/lib/*";
    private static final String SIMULATION = "io.lapwing.loadtests.gatling.AppUsers";

    private final Path directory;
    private final String token;
    private final LongConsumer started;

    /// @param started told the id of each process
    GatlingProcess(Path directory, String token, LongConsumer started) {
        this.directory = directory;
        this.token = token;
        this.started = started;
    }

    /// Does what a plan says.
    ///
    /// @param name of the files that are kept of it
    Findings run(String name, Plan plan) {
        Path planFile = directory.resolve(name + ".plan");
        Path findingsFile = directory.resolve(name + ".findings");
        Path log = directory.resolve(name + ".log");
        try {
            Files.createDirectories(directory);
            plan.write(planFile);
            List<String> options = List.of("-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow", "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-Dlogback.configurationFile=load-tests-gatling-logback.xml",
                    "-Djava.util.prefs.userRoot=" + directory, "-D" + Plan.PROPERTY + "=" + planFile,
                    "-D" + Findings.PROPERTY + "=" + findingsFile);
            ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(options, LIBRARY, "io.gatling.app.Gatling", "-s",
                    SIMULATION, "-rf", directory.resolve("gatling").toString(), "-nr"));
            builder.environment().put(Plan.TOKEN, token);
            Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
            started.accept(process.pid());
            int code = process.waitFor();
            if (code != 0 || !Files.exists(findingsFile)) {
                throw new IllegalStateException("Gatling ended with " + code + ", see " + log);
            }
            return Findings.read(findingsFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

package io.lapwing.aws.emulator.training;

import io.lapwing.aws.emulator.EchoHandler;
import io.lapwing.aws.emulator.InvocationResult.Replied;
import io.lapwing.aws.emulator.LambdaCommand;
import io.lapwing.aws.emulator.LambdaProcess;
import io.lapwing.aws.emulator.RuntimeApiEmulator;
import io.lapwing.aws.emulator.RuntimeInterfaceClient;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The script that images start functions with, and the cache that it trains and takes.
final class AotTrainingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> EVENTS = Collections.nCopies(20, "{}");
    private static final String LOADED_FROM_CACHE = EchoHandler.class.getName() + " source: shared objects file";

    @TempDir
    private Path image;

    @BeforeEach
    void layOutAnImage() throws IOException {
        Files.copy(Path.of("..", "image", "bootstrap"), image.resolve("bootstrap"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectory(image.resolve("lib"));
        for (Path jar : RuntimeInterfaceClient.jars()) {
            Files.copy(jar, image.resolve("lib").resolve(jar.getFileName()));
        }
        writeJar("the first version");
    }

    @Test
    void a_trained_function_is_loaded_from_its_cache() throws IOException {
        train();

        assertThat(outputOfAStart()).contains(LOADED_FROM_CACHE).doesNotContain("no AOT cache");
    }

    @Test
    void a_changed_jar_makes_the_cache_a_stale_one_that_is_not_taken() throws IOException {
        train();
        writeJar("another version");

        assertThat(outputOfAStart()).contains("bootstrap: no AOT cache of these jars")
                .doesNotContain(LOADED_FROM_CACHE);
    }

    @Test
    void failures_train_no_cache() {
        assertThatThrownBy(() -> AotTraining.run(command().with("LAPWING_AOT", "train"), List.of("throw"), _ -> true))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("told to");
        assertThatThrownBy(() -> AotTraining.run(command().with("LAPWING_AOT", "train"), EVENTS, _ -> false))
                .isInstanceOf(IllegalStateException.class);
    }

    private void train() throws IOException {
        String output = AotTraining.run(command().with("LAPWING_AOT", "train"), EVENTS, "{}"::equals);
        try (Stream<Path> files = Files.list(image)) {
            assertThat(files.map(file -> file.getFileName().toString())).filteredOn(name -> name.endsWith(".aot"))
                    .as(output).hasSize(1).allSatisfy(name -> assertThat(name).hasSize(64 + ".aot".length()));
        }
    }

    private String outputOfAStart() {
        try (RuntimeApiEmulator emulator = RuntimeApiEmulator.start();
                LambdaProcess process = LambdaProcess.start(
                        command().with("LAPWING_JVM_OPTIONS", "-Xlog:class+load"), emulator)) {
            assertThat(emulator.invoke("{}", PATIENCE)).isInstanceOf(Replied.class);
            process.stop(PATIENCE);
            return process.output();
        }
    }

    private LambdaCommand command() {
        return new LambdaCommand(List.of(image.resolve("bootstrap").toString(), EchoHandler.class.getName()),
                java.util.Map.of("JAVA_HOME", System.getProperty("java.home")));
    }

    /// The handler in a jar, with `version` beside it: one entry of another content, and of the same length.
    private void writeJar(String version) throws IOException {
        Path jar = image.resolve("lib").resolve("echo.jar");
        String name = EchoHandler.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file);
                InputStream code = Objects.requireNonNull(
                        EchoHandler.class.getClassLoader().getResourceAsStream(name))) {
            zip.putNextEntry(new ZipEntry(name));
            code.transferTo(zip);
            zip.putNextEntry(new ZipEntry("version"));
            zip.write(version.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}

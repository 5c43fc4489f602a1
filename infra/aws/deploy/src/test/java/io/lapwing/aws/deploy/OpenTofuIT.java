package io.lapwing.aws.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/// The tool itself: formatting, validity, and `tests/`, in which every expression is evaluated against a provider that
/// answers by itself. Skipped, and said so, where there is neither tofu nor terraform, or no provider; with the Maven
/// profile `tofu` that is a failure. `LAPWING_TF_PLUGIN_DIR` names a folder of providers where none can be downloaded.
class OpenTofuIT {

    private static final List<String> TOOLS = List.of("tofu", "terraform");
    private static final Pattern NO_PROVIDER = Pattern
            .compile("Failed to (query available|resolve|install) provider|Could not resolve provider");
    private static final boolean REQUIRED = Boolean.getBoolean("lapwing.tofu.required");

    @TempDir
    private Path copy;

    /// The tool writes beside the code, so it works on a copy.
    @BeforeEach
    void copy_the_code() throws IOException {
        Path root = Path.of("");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(OpenTofuIT::isCode).toList()) {
                Path target = copy.resolve(root.relativize(file).toString());
                Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(copy));
                Files.copy(file, target);
            }
        }
    }

    private static boolean isCode(Path file) {
        String name = file.toString();
        return !name.startsWith("src" + File.separator) && !name.startsWith("target" + File.separator)
                && (name.endsWith(".tf") || name.startsWith("tests" + File.separator)) && Files.isRegularFile(file);
    }

    @Test
    void is_formatted() {
        Run run = run(copy, tool(), "fmt", "-check", "-recursive", "-diff");

        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "examples/minimal", "examples/complete"})
    void is_valid(String module) {
        Path folder = copy.resolve(module);
        initialise(folder);

        Run run = run(folder, tool(), "validate", "-no-color");

        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    @Test
    void passes_its_own_tests() {
        initialise(copy);

        Run run = run(copy, tool(), "test", "-no-color");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).containsPattern("[1-9]\\d* passed, 0 failed");
    }

    private static void initialise(Path folder) {
        List<String> command = new ArrayList<>(List.of(tool(), "init", "-backend=false", "-input=false", "-no-color"));
        Optional.ofNullable(System.getenv("LAPWING_TF_PLUGIN_DIR"))
                .ifPresent(plugins -> command.add("-plugin-dir=" + plugins));
        Run run = run(folder, command.toArray(String[]::new));
        if (NO_PROVIDER.matcher(run.output()).find()) {
            skip("no provider: set LAPWING_TF_PLUGIN_DIR to a folder of providers, or let " + tool()
                    + " reach its registry\n" + run.output());
        }
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    private static String tool() {
        return TOOLS.stream().filter(OpenTofuIT::isOnThePath).findFirst()
                .orElseGet(() -> skip("neither tofu nor terraform is on the PATH"));
    }

    private static boolean isOnThePath(String tool) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static String skip(String why) {
        if (REQUIRED) {
            return fail(why);
        }
        System.err.println("SKIPPED: OpenTofuIT: " + why);
        return abort(why);
    }

    private record Run(int exitCode, String output) {}

    private static Run run(Path folder, String... command) {
        try {
            Path output = Files.createTempFile("tofu", ".log");
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(output.toFile()).start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return fail(String.join(" ", command) + " is not done after 5 minutes");
            }
            Run run = new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            Files.delete(output);
            return run;
        } catch (IOException e) {
            return fail("cannot run " + String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted", e);
        }
    }
}

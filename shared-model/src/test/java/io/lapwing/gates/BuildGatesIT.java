package io.lapwing.gates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Builds a small project that has this build as its parent, once for each gate, with a class of `src/test/gates`
/// that must not get through it.
class BuildGatesIT {

    private static final Path FIXTURES = Path.of("src", "test", "gates");
    private static final Path ROOT = Path.of(System.getProperty("lapwing.root", ".."));
    private static final String MAVEN = System.getProperty("maven.home", "");
    private static final String LOCAL_REPOSITORY = System.getProperty("lapwing.local.repository", "");
    private static final int MINUTES = 5;

    private final Path project;

    /// Below this module, since Maven takes a parent by a relative path only.
    BuildGatesIT() throws IOException {
        project = Files.createTempDirectory(Files.createDirectories(Path.of("target", "gates")), "project")
                .toAbsolutePath();
    }

    private record Build(int exitCode, String output) {}

    @Test
    void lets_clean_code_through() throws Exception {
        Build build = build("Clean");

        assertThat(build.output()).contains("BUILD SUCCESS");
        assertThat(build.exitCode()).isZero();
        assertThat(project.resolve("target/classes/io/lapwing/gates/Clean.class")).exists();
    }

    @Test
    void refuses_what_error_prone_and_null_away_find() throws Exception {
        Build build = build("Clean", "NullableDereference", "IgnoredResult");

        assertThat(build.exitCode()).isNotZero();
        assertThat(build.output()).contains("COMPILATION ERROR")
                .containsPattern("NullableDereference.java:\\[11.*\\[NullAway]")
                .containsPattern("IgnoredResult.java:\\[9.*\\[ReturnValueIgnored]").doesNotContain("Clean.java");
    }

    @Test
    void refuses_a_mere_warning_of_the_compilers_lint() throws Exception {
        Build build = build("Clean", "RawType");

        assertThat(build.exitCode()).isNotZero();
        assertThat(build.output()).contains("warnings found and -Werror specified")
                .containsPattern("RawType.java:\\[6.*\\[rawtypes]").doesNotContain("Clean.java");
    }

    @Test
    void refuses_what_the_formatter_would_write_otherwise() throws Exception {
        Build build = build("Clean", "Unformatted");

        assertThat(build.exitCode()).isNotZero();
        assertThat(build.output()).contains("format violations").contains("Unformatted.java")
                .doesNotContain("Clean.java");
    }

    private Build build(String... fixtures) throws IOException, InterruptedException {
        Files.writeString(project.resolve("pom.xml"), pom());
        Path sources = Files.createDirectories(project.resolve("src/main/java/io/lapwing/gates"));
        for (String fixture : fixtures) {
            Files.copy(FIXTURES.resolve(fixture + ".java.txt"), sources.resolve(fixture + ".java"));
        }
        Path output = project.resolve("output.txt");
        Process maven = new ProcessBuilder(List.of(Path.of(MAVEN, "bin", isWindows() ? "mvn.cmd" : "mvn").toString(),
                "--batch-mode", "-Dmaven.repo.local=" + LOCAL_REPOSITORY,
                "-Dlapwing.root=" + ROOT.toAbsolutePath().normalize(), "compile")).directory(project.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(maven.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            maven.destroy();
        }
        return new Build(maven.exitValue(), Files.readString(output));
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private String pom() throws IOException {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <parent>
                    <groupId>io.lapwing</groupId>
                    <artifactId>lapwing</artifactId>
                    <version>0.1.0-SNAPSHOT</version>
                    <relativePath>%s</relativePath>
                  </parent>
                  <artifactId>gates</artifactId>
                </project>
                """.formatted(project.toRealPath().relativize(ROOT.resolve("pom.xml").toRealPath()));
    }
}

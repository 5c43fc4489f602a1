package io.lapwing.chatbot.charts;

import io.lapwing.chatbot.domain.Chart;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// What a Lambda image is like: no font, no fontconfig that knows one, no home directory with a memory of any.
@EnabledOnOs(OS.LINUX)
class BareMachineTest {
    @TempDir
    private Path empty = Path.of("");

    static Chart chart() {
        return ChartFixture.aChart().titled("<b>Pumpe</b> 17 Größe مضخة المياه").with("temperature", 1, 3, 2)
                .with("حرارة", 2, 1, 3).chart();
    }

    /// Otherwise the other test would prove nothing.
    @Test
    void a_machine_without_fonts_is_a_trap() throws Exception {
        assertThat(run()).contains("no fonts: ");
    }

    @Test
    void paints_the_same_bytes_as_on_any_machine() throws Exception {
        Path file = empty.resolve("chart.png");

        assertThat(run(file.toString())).isEmpty();

        assertThat(Files.readAllBytes(file)).isEqualTo(new ChartPainter().png(chart()));
        try (Stream<Path> left = Files.list(empty.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    private String run(String... arguments) throws Exception {
        Path fonts = Files.writeString(empty.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        Files.createDirectories(empty.resolve("tmp"));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.home=" + empty, "-Djava.io.tmpdir=" + empty.resolve("tmp"), "-cp", classPath(),
                        BareMachine.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(empty.resolve("output").toFile());
        builder.environment().clear();
        builder.environment().put("HOME", empty.toString());
        builder.environment().put("FONTCONFIG_FILE", fonts.toString());
        builder.environment().put("FONTCONFIG_PATH", empty.toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String output = Files.readString(empty.resolve("output"), StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    /// Ours alone: a chart needs no library.
    private static String classPath() throws URISyntaxException, IOException {
        List<String> places = new ArrayList<>();
        for (Class<?> ours : List.of(ChartPainter.class, BareMachineTest.class)) {
            places.add(
                    Path.of(ours.getProtectionDomain().getCodeSource().getLocation().toURI()).toRealPath().toString());
        }
        return places.stream().collect(Collectors.joining(File.pathSeparator));
    }
}

package io.lapwing.fileprocessor.functions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// Whatever the size of a file, loading it takes the same memory, in a program of its own.
class ConstantMemoryLoadTest {

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void loads_40_megabytes_in_a_heap_of_64(@TempDir Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                LargeLoad.class.getName(), "40000000", folder.toString()).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).as(output).isZero();
            assertThat(output).matches("(?s).*COMPLETED \\d{6} = \\d{6} loaded, 0 duplicate, \\d{6} rejected.*");
        } finally {
            process.destroyForcibly();
        }
    }
}

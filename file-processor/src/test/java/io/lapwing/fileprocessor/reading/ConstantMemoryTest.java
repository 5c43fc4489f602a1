package io.lapwing.fileprocessor.reading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/// Whatever the size of a file, it takes the same memory: a program of its own has 64 MiB for 300 MB.
class ConstantMemoryTest {

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void reads_300_megabytes_in_a_heap_of_64() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), LargeFile.class.getName(),
                "300000000")
                .redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).as(output).isZero();
            assertThat(output).matches("(?s)rows=(\\d{7}) cleaned=\\1 .*");
        } finally {
            process.destroyForcibly();
        }
    }
}

package io.lapwing.aws.restapi;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LambdaZipIT {

    private static final long MAX_BYTES = 25_000_000;
    private static final double MIB = 1024.0 * 1024;

    @Test
    void is_small() {
        long size = LambdaZip.ofThisBuild().size();

        System.out.printf("aws-rest-api.zip: %.1f MiB%n", size / MIB);
        assertThat(size).isLessThan(MAX_BYTES);
    }

    /// Neither of another module or platform, nor of what the function does not need.
    @Test
    void holds_nothing_that_the_function_does_not_need(@TempDir Path folder) {
        List<String> jars = LambdaZip.ofThisBuild().unpack(folder).stream()
                .map(jar -> jar.getFileName().toString()).toList();

        assertThat(jars).anyMatch(jar -> jar.startsWith("aws-rest-api-"))
                .anyMatch(jar -> jar.startsWith("nimbus-jose-jwt-"))
                .noneMatch(jar -> jar.matches("(local-|aws-device-ingest|aws-emulator|postgresql|tomcat|hivemq|netty"
                        + "|spring-boot|spring-cloud|spring-web|logback|reactor|jackson-databind|micrometer|apache5?-client"
                        + "|aws-lambda-java-(runtime|events)|junit|sqs-).*"));
    }
}

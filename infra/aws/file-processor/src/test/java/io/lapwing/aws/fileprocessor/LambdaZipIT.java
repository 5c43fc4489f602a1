package io.lapwing.aws.fileprocessor;

import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What is in the package, and what is not.
class LambdaZipIT {

    private static final long MAX_BYTES = 25L * 1024 * 1024;

    /// What is another module's, only a test's, the managed runtime's own, or not needed by a function that is made by
    /// hand.
    private static final List<String> FORBIDDEN = List.of("logback", "spring-boot", "spring-cloud", "spring-web",
            "reactor", "netty", "jackson-databind", "okhttp", "okio", "kotlin", "junit", "assertj", "archunit",
            "snakeyaml", "nimbus", "rest-api", "device-ingest", "chatbot", "elasticmq", "s3mock", "local-", "postgres",
            "hivemq", "micrometer",
            "aws-lambda-java-runtime-interface-client", "aws-lambda-java-serialization", "aws-emulator", "-tests",
            "apache-client", "apache5-client", "exporter-sender", "error_prone", "log4j");

    private static final Pattern JAR = Pattern.compile("lib/[^/]+\\.jar");

    private final LambdaZip zip = LambdaZip.built();

    @Test
    void is_small() {
        System.err.printf("aws-file-processor.zip: %.1f MB in %d jars%n", zip.bytes() / 1e6,
                zip.entries().size() - 1);

        assertThat(zip.bytes()).isLessThanOrEqualTo(MAX_BYTES);
    }

    @Test
    void holds_jars_side_by_side_and_nothing_else() {
        assertThat(zip.entries()).filteredOn(name -> !name.equals("lib/"))
                .allSatisfy(name -> assertThat(name).matches(JAR))
                .anySatisfy(name -> assertThat(name).startsWith("lib/aws-file-processor-"));
    }

    @Test
    void holds_nothing_that_it_does_not_need() {
        assertThat(zip.entries()).noneSatisfy(
                name -> assertThat(FORBIDDEN).anySatisfy(part -> assertThat(name).contains(part)));
    }
}

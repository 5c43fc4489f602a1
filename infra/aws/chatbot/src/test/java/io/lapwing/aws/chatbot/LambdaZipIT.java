package io.lapwing.aws.chatbot;

import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What is in the packages, and what is not.
class LambdaZipIT {

    private static final long MAX_BYTES = 25L * 1024 * 1024;

    /// What is another module's, only a test's, the managed runtime's own, or not needed by a function that is made by
    /// hand.
    private static final List<String> FORBIDDEN = List.of("logback", "spring-boot", "spring-cloud", "spring-web",
            "reactor", "netty", "okhttp", "okio", "kotlin", "junit", "assertj", "archunit",
            "snakeyaml", "rest-api", "device-ingest", "file-processor", "sqs-", "s3mock", "elasticmq", "slack",
            "local-",
            "postgres", "hivemq", "micrometer", "aws-lambda-java-runtime-interface-client",
            "aws-lambda-java-serialization", "aws-emulator", "-tests", "apache-client", "apache5-client",
            "exporter-sender", "error_prone", "log4j");

    /// What a model is asked with, and files are put away with, by functions that a platform does not wait for.
    private static final List<String> OF_THE_OTHERS = List.of("langchain4j", "jackson-databind", "transfer", "s3-");

    private static final Pattern JAR = Pattern.compile("lib/[^/]+\\.jar");

    private static List<LambdaZip> zips() {
        return List.of(LambdaZip.ofWork(), LambdaZip.ofReceiveChat());
    }

    @Test
    void are_small() {
        zips().forEach(zip -> System.err.printf("%s: %.1f MB in %d jars%n", zip.file().getFileName(),
                zip.bytes() / 1e6, zip.entries().size() - 1));

        assertThat(zips()).allSatisfy(zip -> assertThat(zip.bytes()).isLessThanOrEqualTo(MAX_BYTES));
    }

    @Test
    void that_of_the_function_which_a_platform_waits_for_is_the_smaller_one() {
        assertThat(LambdaZip.ofReceiveChat().bytes()).isLessThan(LambdaZip.ofWork().bytes() - 300_000);
        assertThat(LambdaZip.ofReceiveChat().entries()).noneMatch(name -> name.matches("lib/chatbot-\\d.*"))
                .noneSatisfy(name -> assertThat(OF_THE_OTHERS).anySatisfy(part -> assertThat(name).contains(part)));
        assertThat(LambdaZip.ofWork().entries()).anyMatch(name -> name.contains("langchain4j-open-ai"));
    }

    @Test
    void hold_jars_side_by_side_and_nothing_else() {
        assertThat(zips()).allSatisfy(
                zip -> assertThat(zip.entries()).filteredOn(name -> !name.equals("lib/"))
                        .allSatisfy(name -> assertThat(name).matches(JAR))
                        .anySatisfy(name -> assertThat(name).startsWith("lib/aws-chatbot-")));
    }

    @Test
    void hold_nothing_that_they_do_not_need() {
        assertThat(zips()).allSatisfy(zip -> assertThat(zip.entries()).noneSatisfy(
                name -> assertThat(FORBIDDEN).anySatisfy(part -> assertThat(name).contains(part))));
    }
}

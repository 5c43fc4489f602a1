package io.lapwing.aws.emulator;

import io.lapwing.aws.emulator.InvocationResult.Ended;
import io.lapwing.aws.emulator.InvocationResult.Failed;
import io.lapwing.aws.emulator.InvocationResult.Replied;
import io.lapwing.aws.emulator.InvocationResult.TimedOut;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The emulator and AWS's own runtime interface client, in a process of its own.
final class LambdaProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RuntimeApiEmulator emulator = RuntimeApiEmulator.start();

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void hands_out_calls_and_takes_their_answers() {
        try (LambdaProcess process = start(EchoHandler.class.getName())) {
            assertThat(invoke("{\"a\":\"ü\"}")).isInstanceOfSatisfying(Replied.class,
                    reply -> assertThat(reply.body()).isEqualTo("{\"a\":\"ü\"}"));
            assertThat(process.nanosToFirstReply().getAsLong()).isBetween(1_000_000L, PATIENCE.toNanos());
            assertThat(process.peakMemory().getAsLong()).isBetween(10_000_000L, 1_000_000_000L);
        }
    }

    @Test
    void takes_no_time_of_its_own() {
        try (LambdaProcess _ = start(EchoHandler.class.getName())) {
            invoke("warm");
            long begin = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                assertThat(invoke("again")).isInstanceOf(Replied.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("50 calls, none waiting for a delayed ACK")
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void tells_the_function_its_request_deadline_arn_and_trace() {
        String trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        Invocation call = Invocation.of("context", PATIENCE).withTraceHeader(trace)
                .withRequestId("request-1");
        try (LambdaProcess _ = start(EchoHandler.class.getName())) {
            assertThat(emulator.invoke(call)).isInstanceOfSatisfying(Replied.class, reply -> assertThat(reply.body())
                    .isEqualTo("request-1 " + RuntimeApiEmulator.ARN + " true " + trace));
        }
    }

    @Test
    void gives_the_process_the_environment_of_lambda_and_nothing_of_its_callers() {
        try (LambdaProcess _ = start(EchoHandler.class.getName())) {
            assertThat(invoke("environment")).isInstanceOfSatisfying(Replied.class,
                    reply -> assertThat(reply.body().lines()).contains("AWS_REGION", "AWS_LAMBDA_FUNCTION_NAME")
                            .doesNotContain("HOME", "JAVA_HOME", "USER"));
        }
    }

    @Test
    void tells_what_the_function_threw_and_goes_on() {
        try (LambdaProcess _ = start(EchoHandler.class.getName())) {
            assertThat(invoke("throw")).isInstanceOfSatisfying(Failed.class, failure -> {
                assertThat(failure.type()).isEqualTo("Runtime.UserException");
                assertThat(failure.body()).contains("told to", "java.lang.IllegalArgumentException");
            });
            assertThat(invoke("next")).isInstanceOf(Replied.class);
        }
    }

    @Test
    void gives_up_a_call_that_takes_too_long_and_goes_on_with_a_new_process() {
        try (LambdaProcess _ = start(EchoHandler.class.getName())) {
            invoke("warm");
            assertThat(emulator.invoke("sleep", Duration.ofMillis(200))).isEqualTo(new TimedOut());
        }
        try (LambdaProcess _ = start(EchoHandler.class.getName())) {
            assertThat(invoke("next")).isInstanceOfSatisfying(Replied.class,
                    reply -> assertThat(reply.body()).isEqualTo("next"));
        }
    }

    @Test
    void says_when_the_process_ended_before_it_answered() {
        try (LambdaProcess process = start(EchoHandler.class.getName())) {
            assertThat(invoke("exit")).isEqualTo(new Ended("exit value 7"));
            assertThat(process.awaitEnd(PATIENCE)).isTrue();
        }
        try (LambdaProcess _ = start(EchoHandler.class.getName())) {
            assertThat(invoke("a new process")).isInstanceOf(Replied.class);
        }
    }

    @Test
    void a_process_can_be_killed_in_the_middle_of_a_call() {
        LambdaProcess process = start(EchoHandler.class.getName());
        invoke("warm");
        CompletableFuture<InvocationResult> result = CompletableFuture.supplyAsync(() -> invoke("sleep"));
        while (!result.isDone() && process.isAlive()) {
            process.kill();
        }
        assertThat(result.join()).isInstanceOf(Ended.class);
    }

    @Test
    void says_why_a_handler_cannot_be_loaded() {
        try (LambdaProcess _ = start("no.such.Handler")) {
            assertThat(invoke("anything")).isInstanceOfSatisfying(Failed.class,
                    failure -> assertThat(failure.body()).contains("no.such.Handler"));
        }
    }

    @Test
    void holds_a_process_where_it_would_be_frozen() {
        LambdaCommand command = command(EchoHandler.class.getName()).with("AWS_LAMBDA_INITIALIZATION_TYPE",
                "snap-start");
        try (LambdaProcess _ = LambdaProcess.start(command, emulator)) {
            assertThat(emulator.awaitSnapshot(PATIENCE)).isTrue();
            assertThat(emulator.awaitReady(Duration.ofMillis(200))).isFalse();
            emulator.restore();
            assertThat(emulator.awaitReady(PATIENCE)).isTrue();
            assertThat(invoke("restored")).isInstanceOf(Replied.class);
        }
    }

    @Test
    void stops_by_sigterm() {
        try (LambdaProcess process = start(EchoHandler.class.getName())) {
            invoke("warm");
            assertThat(process.stop(PATIENCE)).isEqualTo(128 + 15);
        }
    }

    private InvocationResult invoke(String event) {
        return emulator.invoke(event, PATIENCE);
    }

    private LambdaProcess start(String handler) {
        return LambdaProcess.start(command(handler), emulator);
    }

    private static LambdaCommand command(String handler) {
        List<Path> classPath = new ArrayList<>(RuntimeInterfaceClient.jars());
        classPath.add(Path.of("target", "test-classes"));
        return LambdaCommand.ofJava(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), classPath, handler);
    }
}

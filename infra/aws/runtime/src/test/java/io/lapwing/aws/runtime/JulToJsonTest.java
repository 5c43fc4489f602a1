package io.lapwing.aws.runtime;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// How logging works where the JDK does not find our own logger.
class JulToJsonTest {

    private final Logger root = Logger.getLogger("");
    private final Handler[] handlers = root.getHandlers();
    private final PrintStream out = System.out;

    @AfterEach
    void restore() {
        System.setOut(out);
        Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
        Arrays.stream(handlers).forEach(root::addHandler);
    }

    @Test
    void writes_the_same_lines() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        JulToJson.install(System.Logger.Level.INFO);

        Logger.getLogger("io.lapwing.Some").log(Level.WARNING, "{0} failed", "a");
        Logger.getLogger("io.lapwing.Some").log(Level.FINE, "small talk");

        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).singleElement().asString().contains(
                "\"level\":\"WARN\",\"logger\":\"io.lapwing.Some\",\"message\":\"a failed\"");
    }
}

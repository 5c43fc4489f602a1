package io.lapwing.local.app.cli;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LapwingCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"up", "token", "simulate", "replay"})
    void explains_each_command(String command) {
        CommandRun run = CommandRun.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("Usage: lapwing " + command).contains("--data-dir");
    }

    @Test
    void lists_its_commands() {
        assertThat(CommandRun.of("--help").out()).contains("up", "token", "simulate", "replay");
    }

    @Test
    void knows_its_version() {
        assertThat(CommandRun.of("--version").out()).matches("lapwing \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void asks_which_command_is_meant() {
        CommandRun run = CommandRun.of();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().startsWith("lapwing: which command?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"up --http-port 99999 | --http-port", "up --fleet big | --fleet",
            "up --bind not/an/address | --bind", "up --rate-limit fast | --rate-limit is neither none nor",
            "up --tenant-rate-limit 0/1 | --tenant-rate-limit is neither none nor",
            "up --no-sign-in --sign-in-from-anywhere | not both",
            "simulate --devices 0 | --devices", "simulate --devices 1001 | --devices", "simulate --rate 0 | --rate",
            "simulate --duration PT0S | --rate and --duration", "simulate --tenant A | --tenant",
            "replay | Missing required parameter", "replay 12 | ID: a quarantine id is Q- and 32 hex digits",
            "fly | Unmatched argument"})
    void says_in_one_line_what_it_does_not_understand(String arguments, String message) {
        CommandRun run = CommandRun.of(arguments.split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().startsWith("lapwing: ").contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulate", "replay Q-0123456789abcdef0123456789abcdef"})
    void says_in_one_line_that_nothing_runs(String arguments, @TempDir Path dataDir) {
        CommandRun run = CommandRun.of((arguments + " --data-dir " + dataDir).split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().contains("./lapwing up");
    }
}

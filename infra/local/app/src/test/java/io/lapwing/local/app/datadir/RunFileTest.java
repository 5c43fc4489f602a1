package io.lapwing.local.app.datadir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RunFileTest {

    @TempDir
    private Path dataDir = Path.of("");

    @Test
    void tells_others_where_a_process_is() throws IOException {
        RunFile written = aRunFile(ProcessHandle.current().pid());
        written.write(dataDir);

        assertThat(RunFile.read(dataDir)).contains(written);
    }

    @Test
    void keeps_its_password_to_the_owner() throws IOException {
        aRunFile(1).write(dataDir);

        assertThat(Files.getPosixFilePermissions(dataDir.resolve("run.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(aRunFile(1).toString()).doesNotContain("secret");
    }

    @Test
    void does_not_believe_what_a_killed_process_left() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        aRunFile(dead.pid()).write(dataDir);

        assertThat(RunFile.read(dataDir)).isEmpty();
    }

    @Test
    void is_gone_when_it_was_deleted() throws IOException {
        aRunFile(ProcessHandle.current().pid()).write(dataDir);
        RunFile.delete(dataDir);

        assertThat(RunFile.read(dataDir)).isEmpty();
    }

    private static RunFile aRunFile(long pid) {
        return new RunFile(URI.create("http://127.0.0.1:8080"), URI.create("mqtt://127.0.0.1:1883"),
                new RunFile.Database("jdbc:postgresql://127.0.0.1:5432/postgres", "lapwing", "secret"), pid);
    }
}

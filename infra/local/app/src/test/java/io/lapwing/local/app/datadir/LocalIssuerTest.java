package io.lapwing.local.app.datadir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalIssuerTest {

    @TempDir
    private Path dataDir = Path.of("");

    @Test
    void keeps_its_keys() throws IOException {
        LocalIssuer first = LocalIssuer.open(file());
        LocalIssuer second = LocalIssuer.open(file());

        assertThat(second.publicKeys().toString()).isEqualTo(first.publicKeys().toString());
        assertThat(second.cursorKey()).isEqualTo(first.cursorKey());
    }

    @Test
    void shows_its_public_keys_only() throws IOException {
        assertThat(LocalIssuer.open(file()).publicKeys().toString(false)).contains("\"x\":").doesNotContain("\"d\":",
                "\"k\":");
    }

    @Test
    void makes_one_pair_of_keys_however_many_want_them_at_once() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<String>> keys = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(() -> LocalIssuer.open(file()).publicKeys().toString())).toList();

            String first = keys.getFirst().get();
            for (Future<String> key : keys) {
                assertThat(key.get()).isEqualTo(first);
            }
        }
    }

    @Test
    void refuses_a_file_that_holds_no_keys() throws IOException {
        Files.writeString(file(), "{\"keys\":[]}");

        assertThatThrownBy(() -> LocalIssuer.open(file())).isInstanceOf(IOException.class)
                .hasMessageContaining("issuer.json");
    }

    private Path file() {
        return dataDir.resolve("issuer.json");
    }
}

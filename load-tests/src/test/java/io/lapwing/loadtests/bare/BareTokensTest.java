package io.lapwing.loadtests.bare;

import io.lapwing.local.app.datadir.LocalIssuer;
import io.lapwing.sharedmodel.device.TenantId;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BareTokensTest {

    private static final String FILE = "issuer.json";

    private static String token(Path folder, Duration age) throws IOException {
        return LocalIssuer.open(folder.resolve(FILE)).issue(
                new LocalIssuer.Grant(new TenantId("acme"), Set.of("admin"), "alice"), Instant.now().minus(age),
                Duration.ofHours(1));
    }

    @Test
    void believes_a_token_of_its_issuer_each_time(@TempDir Path folder) throws IOException {
        String header = "Bearer " + token(folder, Duration.ZERO);
        BareTokens tokens = new BareTokens(folder.resolve(FILE));

        for (int time = 0; time < 2; time++) {
            assertThat(tokens.userOf(header)).isNotNull().satisfies(user -> {
                assertThat(user.tenant()).isEqualTo("acme");
                assertThat(user.subject()).isEqualTo("alice");
            });
        }
    }

    @Test
    void believes_none_that_is_over_or_of_somebody_else(@TempDir Path folder, @TempDir Path other)
            throws IOException {
        String over = token(folder, Duration.ofHours(2));
        String strange = token(other, Duration.ZERO);
        BareTokens tokens = new BareTokens(folder.resolve(FILE));

        assertThat(tokens.userOf("Bearer " + over)).isNull();
        assertThat(tokens.userOf("Bearer " + strange)).isNull();
        assertThat(tokens.userOf(null)).isNull();
    }
}

package io.lapwing.local.app.cli;

import io.lapwing.local.app.datadir.LocalIssuer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokenCommandTest {

    @TempDir
    private Path dataDir = Path.of("");

    @Test
    void prints_a_token_of_the_data_directorys_issuer_and_nothing_else() throws Exception {
        Instant before = Instant.now();

        CommandRun run = token("--tenant", "acme", "--role", "admin", "--sub", "alice", "--ttl", "PT5M");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).hasSize(1);
        SignedJWT token = SignedJWT.parse(run.out().strip());
        LocalIssuer issuer = LocalIssuer.open(dataDir.resolve("issuer.json"));
        assertThat(token.verify(new ECDSAVerifier(issuer.publicKeys().getKeys().getFirst().toECKey()))).isTrue();
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("alice");
        assertThat(claims.getStringClaim("tenant")).isEqualTo("acme");
        assertThat(claims.getStringListClaim("roles")).isEqualTo(List.of("admin"));
        assertThat(claims.getIssuer()).isEqualTo(LocalIssuer.ISSUER);
        assertThat(claims.getAudience()).containsExactly(LocalIssuer.AUDIENCE);
        assertThat(Duration.between(before, claims.getExpirationTime().toInstant()))
                .isBetween(Duration.ofMinutes(5).minusSeconds(1), Duration.ofMinutes(5).plusSeconds(30));
    }

    @Test
    void gives_a_token_several_roles() throws Exception {
        CommandRun run = token("--tenant", "acme", "--role", "viewer,operator");

        assertThat(SignedJWT.parse(run.out().strip()).getJWTClaimsSet().getStringListClaim("roles"))
                .containsExactly("viewer", "operator");
    }

    @Test
    void keeps_its_keys_to_their_owner() throws Exception {
        token("--tenant", "acme", "--role", "admin");

        assertThat(dataDir.resolve("issuer.json")).content().contains("\"kty\":\"EC\"");
        assertThat(Files.getPosixFilePermissions(dataDir.resolve("issuer.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--tenant A/B --role admin | --tenant is 1 to 40 of a-z, 0-9 and -",
            "--tenant acme --role root | --role is viewer, operator or admin",
            "--tenant acme --role admin --ttl PT0S | --ttl must be longer than nothing",
            "--tenant acme --role admin --ttl 1h | Invalid value for option '--ttl'",
            "--role admin | Missing required option: '--tenant=<tenant>'",
            "--tenant acme --role admin --tll PT1H | Unknown options: '--tll'"})
    void says_in_one_line_what_it_does_not_understand(String arguments, String message) {
        CommandRun run = token(arguments.split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().startsWith("lapwing: " + message);
    }

    @Test
    void says_in_one_line_that_its_keys_are_spoilt() throws Exception {
        Files.writeString(dataDir.resolve("issuer.json"), "{}");

        CommandRun run = token("--tenant", "acme", "--role", "admin");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().contains("issuer.json");
    }

    private CommandRun token(String... arguments) {
        List<String> all = new ArrayList<>(List.of("token", "--data-dir", dataDir.toString()));
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }
}

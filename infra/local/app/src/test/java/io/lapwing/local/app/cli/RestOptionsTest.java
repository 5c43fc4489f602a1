package io.lapwing.local.app.cli;

import io.lapwing.local.app.http.SignInReach;
import io.lapwing.local.app.process.ProcessSettings.RestAccess;
import io.lapwing.restapi.domain.RateLimits;
import io.lapwing.restapi.domain.TokenPolicy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RestOptionsTest {

    private final Map<String, String> environment = new HashMap<>();

    private RestAccess access(String... arguments) {
        RestOptions options = new RestOptions();
        CommandSpec spec = CommandSpec.create().addMixin("rest", CommandSpec.forAnnotatedObject(options));
        new CommandLine(spec).parseArgs(arguments);
        return options.access(spec, environment);
    }

    private void outsideIssuer() {
        environment.putAll(Map.of("LAPWING_JWKS_URL", "https://issuer.test/jwks.json", "LAPWING_TOKEN_ISSUER",
                "https://issuer.test", "LAPWING_TOKEN_AUDIENCE", "devices"));
    }

    @Test
    void limits_everybody_and_signs_in_at_this_machine_unless_told_otherwise() {
        RestAccess access = access();

        assertThat(access.rates()).isEqualTo(RateLimits.DEFAULT);
        assertThat(access.outsideIssuer()).isEmpty();
        assertThat(access.signIn()).isEqualTo(SignInReach.THIS_MACHINE);
        assertThat(access("--rate-limit", "none", "--tenant-rate-limit", "none").rates()).isEqualTo(RateLimits.NONE);
        assertThat(access("--no-sign-in").signIn()).isEqualTo(SignInReach.NOWHERE);
        assertThat(access("--sign-in-from-anywhere").signIn()).isEqualTo(SignInReach.ANYWHERE);
    }

    @Test
    void takes_nobody_at_his_word_where_an_outside_issuer_says_who_people_are() {
        outsideIssuer();

        assertThat(access().signIn()).isEqualTo(SignInReach.NOWHERE);
        assertThat(access().outsideIssuer()).hasValueSatisfying(issuer -> assertThat(issuer.policy())
                .isEqualTo(new TokenPolicy("https://issuer.test", "devices")));
        assertThat(access("--sign-in-from-anywhere").signIn()).isEqualTo(SignInReach.ANYWHERE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAPWING_JWKS_URL", "LAPWING_TOKEN_ISSUER", "LAPWING_TOKEN_AUDIENCE"})
    void needs_all_about_an_outside_issuer(String missing) {
        outsideIssuer();
        environment.put(missing, " ");

        assertThatExceptionOfType(CommandFailed.class).isThrownBy(() -> access())
                .withMessageContaining("together or not at all");
    }

    @Test
    void takes_no_keys_that_could_be_anybodys() {
        outsideIssuer();
        for (String url : List.of("http://issuer.test/jwks.json", "file:/etc/passwd", "jwks")) {
            environment.put("LAPWING_JWKS_URL", url);

            assertThatExceptionOfType(CommandFailed.class).isThrownBy(() -> access())
                    .withMessage("LAPWING_JWKS_URL is not an https URL");
        }
    }
}

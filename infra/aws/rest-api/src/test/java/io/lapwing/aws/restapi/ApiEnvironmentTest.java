package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.restapi.domain.RateLimits;
import io.lapwing.restapi.domain.TokenPolicy;
import io.lapwing.restapi.functions.IssuerKeys;
import io.lapwing.sharedmodel.limit.RateLimit;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ApiEnvironmentTest {

    private final Map<String, String> variables = new HashMap<>(Map.of("LAPWING_REGISTRY_TABLE", "registry",
            "LAPWING_READINGS_TABLE", "readings", "LAPWING_TOKEN_ISSUER", Issuer.NAME,
            "LAPWING_TOKEN_AUDIENCE", Issuer.AUDIENCE, "LAPWING_JWKS", Issuer.withKey("k").jwks(),
            "LAPWING_CURSOR_KEY", Base64.getEncoder().encodeToString(new byte[32])));

    private void refuses(String message) {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> ApiEnvironment.of(variables))
                .withMessage("the function api cannot start: " + message);
    }

    @Test
    void reads_all_that_the_function_needs() {
        ApiEnvironment environment = ApiEnvironment.of(variables);

        assertThat(environment.tables()).isEqualTo(new DynamoDbTables("registry", "readings"));
        assertThat(environment.iotEndpoint()).isNull();
        assertThat(environment.tokens()).isEqualTo(new TokenPolicy(Issuer.NAME, Issuer.AUDIENCE));
        assertThat(environment.keys()).isInstanceOf(ImmutableJWKSet.class);
        assertThat(environment.cursorKey()).isInstanceOf(CursorKey.Given.class);
    }

    @Test
    void names_everything_that_is_missing_at_once() {
        variables.clear();

        refuses("LAPWING_REGISTRY_TABLE is not set; LAPWING_READINGS_TABLE is not set;"
                + " LAPWING_TOKEN_ISSUER is not set; LAPWING_TOKEN_AUDIENCE is not set;"
                + " LAPWING_JWKS_URL or LAPWING_JWKS is not set;"
                + " LAPWING_CURSOR_KEY or LAPWING_CURSOR_KEY_SECRET is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://issuer.test/jwks.json", "http://127.0.0.1:8080/jwks", "http://localhost/jwks"})
    void takes_keys_from_a_URL(String url) {
        variables.remove("LAPWING_JWKS");
        variables.put("LAPWING_JWKS_URL", url);

        assertThat(ApiEnvironment.of(variables).keys()).isInstanceOf(IssuerKeys.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://issuer.test/jwks.json", "file:/etc/passwd", "issuer.test", "https:///x", ":"})
    void takes_no_keys_that_could_be_anybodys(String url) {
        variables.remove("LAPWING_JWKS");
        variables.put("LAPWING_JWKS_URL", url);

        refuses("LAPWING_JWKS_URL is not an https URL");
    }

    @ParameterizedTest
    @CsvSource({"LAPWING_IOT_ENDPOINT, http://abc.iot.eu-central-1.amazonaws.com, is not an https URL",
            "LAPWING_STREAM_ROLE, arn:aws:iam::123456789012:role/apps, is set without LAPWING_IOT_ENDPOINT",
            "LAPWING_JWKS, {, is not a JSON Web Key Set",
            "LAPWING_CURSOR_KEY, c2hvcnQ=, is not the base64 of at least 32 bytes",
            "LAPWING_USER_RATE_LIMIT, fast, is neither none nor requests and seconds such as 1000/10",
            "LAPWING_TENANT_RATE_LIMIT, 0/1, is neither none nor requests and seconds such as 1000/10",
            "LAPWING_CURSOR_KEY, §§, is not the base64 of at least 32 bytes"})
    void says_what_is_wrong_and_not_what_it_is(String name, String value, String problem) {
        variables.put(name, value);

        refuses(name + " " + problem);
    }

    @Test
    void limits_users_and_tenants_by_the_minute_unless_told_otherwise() {
        RateLimit user = new RateLimit(6000, Duration.ofMinutes(1));
        assertThat(ApiEnvironment.of(variables).rates())
                .isEqualTo(new RateLimits(user, new RateLimit(60_000, Duration.ofMinutes(1))));
        variables.put("LAPWING_TENANT_RATE_LIMIT", "none");

        assertThat(ApiEnvironment.of(variables).rates()).isEqualTo(new RateLimits(user, null));
    }

    @Test
    void takes_what_may_be_missing() {
        variables.put("LAPWING_IOT_ENDPOINT", "abc.iot.eu-central-1.amazonaws.com");

        ApiEnvironment environment = ApiEnvironment.of(variables);

        assertThat(environment.iotEndpoint()).hasToString("https://abc.iot.eu-central-1.amazonaws.com");
        assertThat(environment.apps()).isNull();
    }

    @Test
    void lets_apps_listen_where_there_is_a_role_for_them() {
        variables.put("LAPWING_IOT_ENDPOINT", "https://abc.iot.eu-central-1.amazonaws.com");
        variables.put("LAPWING_STREAM_ROLE", "arn:aws:iam::123456789012:role/apps");

        assertThat(ApiEnvironment.of(variables).apps()).isEqualTo(new ApiEnvironment.Apps(
                URI.create("https://abc.iot.eu-central-1.amazonaws.com"), "arn:aws:iam::123456789012:role/apps"));

        variables.put("LAPWING_STREAM_ROLE", "apps");
        refuses("LAPWING_STREAM_ROLE is not the ARN of a role");
    }

    @Test
    void takes_the_cursor_key_from_the_secret_store_where_that_is_named() {
        variables.put("LAPWING_CURSOR_KEY_SECRET", "lapwing/cursor-key");

        assertThat(ApiEnvironment.of(variables).cursorKey()).isEqualTo(new CursorKey.Kept("lapwing/cursor-key"));
    }
}

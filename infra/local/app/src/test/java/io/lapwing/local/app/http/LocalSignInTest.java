package io.lapwing.local.app.http;

import io.lapwing.local.app.datadir.LocalIssuer;
import io.lapwing.restapi.domain.TokenPolicy;
import io.lapwing.restapi.domain.TokenPolicy.Verdict;
import io.lapwing.restapi.functions.BearerTokens;
import io.lapwing.restapi.functions.TrustedIssuer;
import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.audit.AuditEvent.Result;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class LocalSignInTest {

    private static final String GOOD = "{\"tenant\":\"acme\",\"role\":\"operator\",\"sub\":\"alice\"}";
    private static final TenantId ACME = new TenantId("acme");

    private final Map<String, String> headers = new LinkedHashMap<>(
            Map.of("Host", "localhost:8080", "Content-Type", "application/json"));
    private final InMemoryStores stores = new InMemoryStores();
    private String peer = "127.0.0.1";
    private SignInReach reach = SignInReach.THIS_MACHINE;
    private LocalIssuer issuer;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        issuer = LocalIssuer.open(folder.resolve("issuer.json"));
    }

    private ApiResponse send(String method, String body) {
        LocalSignIn signIn = new LocalSignIn(issuer, reach, () -> List.of(ACME, new TenantId("demo")), stores.audit(),
                InstantSource.fixed(T0));
        Map<String, List<String>> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return signIn.apply(new ApiRequest(method, LocalSignIn.PATH, Map.of(), all,
                body.getBytes(StandardCharsets.UTF_8), peer));
    }

    private ApiResponse post(String body) {
        return send("POST", body);
    }

    private List<AuditEvent> audit() {
        return stores.audit().list(ACME, PageRequest.first(10)).items();
    }

    @Test
    void proposes_roles_and_tenants() {
        ApiResponse answer = send("GET", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bodyText()).contains("\"roles\":[\"viewer\",\"operator\",\"admin\"]",
                "\"tenants\":[\"acme\",\"demo\"]");
        assertThat(answer.headers()).containsEntry("Cache-Control", "no-store").containsEntry("X-Content-Type-Options",
                "nosniff");
    }

    @Test
    void gives_a_token_that_the_server_believes_and_writes_that_down() {
        ApiResponse answer = post(GOOD);

        assertThat(answer.status()).as(answer.bodyText()).isEqualTo(200);
        String token = answer.bodyText().replaceFirst(".*\"token\":\"([^\"]+)\".*", "$1");
        BearerTokens tokens = new BearerTokens(List.of(new TrustedIssuer(
                new TokenPolicy(LocalIssuer.ISSUER, LocalIssuer.AUDIENCE),
                new ImmutableJWKSet<>(issuer.publicKeys()))));
        assertThat(tokens.verify(token, T0)).isInstanceOfSatisfying(Verdict.Believed.class,
                believed -> assertThat(believed.user().actor() + believed.user().tenant() + believed.user().roles())
                        .isEqualTo("user:aliceacme[OPERATOR]"));
        assertThat(answer.bodyText()).contains("\"expiresAt\":\"2026-01-01T08:00:00.000Z\"");
        assertThat(tokens.verify(token, T0.plus(Duration.ofHours(9)))).isInstanceOf(Verdict.Disbelieved.class);
        assertThat(audit()).singleElement().satisfies(event -> assertThat(event).isEqualTo(new AuditEvent(T0, ACME,
                "user:alice", "local.signIn", LocalSignIn.PATH, Result.DONE, "as [operator] (from 127.0.0.1)")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "0:0:0:0:0:0:0:1", "::1"})
    void serves_who_sits_at_this_machine(String address) {
        peer = address;

        assertThat(post(GOOD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "10.0.0.1", "2001:db8::1", "", "localhost", "127.0.0.1.evil.test"})
    void does_not_exist_for_who_comes_from_elsewhere(String address) {
        peer = address;

        assertThat(post(GOOD).status()).isEqualTo(404);
        assertThat(send("GET", "").status()).isEqualTo(404);
        assertThat(audit()).isEmpty();
        reach = SignInReach.ANYWHERE;
        assertThat(post(GOOD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "Via", "X-Real-IP", "X-Forwarded-Host"})
    void does_not_exist_behind_a_proxy_that_speaks_for_somebody_else(String header) {
        headers.put(header, "192.0.2.7");

        assertThat(post(GOOD).status()).isEqualTo(404);
    }

    @Test
    void does_not_exist_where_it_is_not_wanted() {
        reach = SignInReach.NOWHERE;

        assertThat(post(GOOD).status()).isEqualTo(404);
        assertThat(send("GET", "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"localhost, 200", "localhost:1, 200", "LOCALHOST:8080, 200", "127.0.0.1:8080, 200", "[::1]:8080, 200",
            "evil.test, 403", "evil.test:8080, 403", "localhost.evil.test:8080, 403", "192.0.2.7:8080, 403",
            "'', 403", "localhost@evil.test, 403"})
    void listens_only_to_names_that_nobody_else_can_have(String host, int status) {
        headers.put("Host", host);

        assertThat(post(GOOD).status()).isEqualTo(status);
        assertThat(send("GET", "").status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:8080, 200", "https://localhost:8080, 200", "HTTP://LOCALHOST:8080, 200",
            "http://localhost:3000, 403", "http://127.0.0.1:8080, 403", "http://evil.test, 403", "null, 403",
            "http://localhost:8080.evil.test, 403"})
    void refuses_pages_of_other_sites(String origin, int status) {
        headers.put("Origin", origin);

        assertThat(post(GOOD).status()).isEqualTo(status);
        reach = SignInReach.ANYWHERE;
        assertThat(post(GOOD).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"same-origin, 200", "none, 200", "cross-site, 403", "same-site, 403"})
    void refuses_what_the_browser_says_comes_from_another_site(String site, int status) {
        headers.put("Sec-Fetch-Site", site);

        assertThat(post(GOOD).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
    void takes_json_only_which_no_form_can_send(String contentType) {
        headers.put("Content-Type", contentType);

        assertThat(post(GOOD).status()).isEqualTo(415);
        assertThat(audit()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"tenant\":\"ACME\",\"role\":\"admin\",\"sub\":\"a\"}",
            "{\"tenant\":\"acme\",\"role\":\"root\",\"sub\":\"a\"}",
            "{\"tenant\":\"acme\",\"role\":\"admin\",\"sub\":\"\"}",
            "{\"tenant\":\"acme\",\"role\":\"admin\",\"sub\":\"a\",\"extra\":1}"})
    void refuses_what_nobody_can_be(String body) {
        ApiResponse refused = post(body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.headers()).containsEntry("Content-Type", "application/problem+json");
    }

    @Test
    void knows_no_other_method() {
        ApiResponse refused = send("DELETE", "");

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.headers()).containsEntry("Allow", "GET, HEAD, POST");
    }
}

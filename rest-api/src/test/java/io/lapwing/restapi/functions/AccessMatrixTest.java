package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Access;
import io.lapwing.restapi.domain.TokenPolicy;
import io.lapwing.restapi.domain.TokenPolicy.Verdict;
import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.audit.AuditEvent.Result;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.CommandStore;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.lapwing.restapi.functions.Answers.header;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static org.assertj.core.api.Assertions.assertThat;

/// Every route with every kind of token.
class AccessMatrixTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Api api = new Api();

    static Stream<Route> routes() {
        return new Api().function().routes().stream();
    }

    static Stream<Route> routesForUsers() {
        return routes().filter(route -> route.access() instanceof Access.AtLeast);
    }

    /// Tokens that are no good, though all their roles would be enough.
    private static Map<String, Supplier<String>> badTokens() {
        Map<String, Supplier<String>> tokens = new LinkedHashMap<>();
        tokens.put("expired", () -> admin().expiresAt(T0.minus(SKEW)).rs256());
        tokens.put("not yet valid", () -> admin().notBefore(T0.plus(SKEW).plusSeconds(1)).rs256());
        tokens.put("without exp", () -> admin().withClaim("exp", null).rs256());
        tokens.put("of another issuer", () -> admin().withClaim("iss", "https://evil.test").rs256());
        tokens.put("for another audience", () -> admin().withClaim("aud", "others").rs256());
        tokens.put("alg none", () -> admin().unsigned());
        tokens.put("HS256 with the public key", () -> admin().hs256WithPublicKey());
        tokens.put("RS512", () -> admin().rs512());
        tokens.put("of one issuer, signed with the key of another",
                () -> admin().withClaim("iss", "https://second.test").rs256());
        tokens.put("signed by somebody else", () -> admin().forged());
        tokens.put("without tenant", () -> admin().withClaim("tenant", "ACME").rs256());
        tokens.put("without sub", () -> admin().withClaim("sub", "").rs256());
        tokens.put("with a strange exp", () -> admin().withClaim("exp", "soon").rs256());
        tokens.put("roles as a text", () -> admin().withClaim("roles", "admin").rs256());
        tokens.put("tampered with", () -> tamper(admin().withRoles("viewer").rs256(), admin().rs256()));
        tokens.put("no JWT", () -> "abc");
        tokens.put("too long", () -> "a".repeat(10_000));
        return tokens;
    }

    @ParameterizedTest
    @MethodSource("routesForUsers")
    void needs_a_token(Route route) {
        ApiResponse refused = api.anonymous().send(route.method(), pathOf(route));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(header(refused, "WWW-Authenticate")).isEqualTo("Bearer realm=\"lapwing\"");
        assertThat(text(refused, "code")).isEqualTo("UNAUTHENTICATED");
        assertThat(api.anonymous().with("Authorization", "Basic YWxpY2U6cHc=").send(route.method(), pathOf(route))
                .status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("routesForUsers")
    void refuses_every_bad_token(Route route) {
        badTokens().forEach((name, token) -> {
            ApiResponse refused = api.anonymous().withToken(token.get()).send(route.method(), pathOf(route));

            assertThat(refused.status()).as(name).isEqualTo(401);
            assertThat(header(refused, "WWW-Authenticate")).as(name).contains("error=\"invalid_token\"");
        });
    }

    @ParameterizedTest
    @MethodSource("routesForUsers")
    void asks_for_the_role_that_the_route_names(Route route) {
        Role needed = ((Access.AtLeast) route.access()).role();
        for (Role role : Role.values()) {
            ApiResponse answer = api.as(role.text()).send(route.method(), pathOf(route));
            if (role.compareTo(needed) < 0) {
                assertThat(answer.status()).as(role.text()).isEqualTo(403);
                assertThat(header(answer, "WWW-Authenticate")).contains("insufficient_scope");
            } else {
                assertThat(answer.status()).as(role.text() + answer.bodyText()).isNotIn(401, 403);
            }
        }
        assertThat(api.as("superuser").send(route.method(), pathOf(route)).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("routesForUsers")
    void hides_another_tenants_resources(Route route) {
        Device theirs = aDevice().withId("theirs").in(new TenantId("other")).build();
        api.register(theirs);
        assertThat(api.stores.commands().save(aCommand().to(theirs.key()).withId("theirs").build(), List.of()))
                .isEqualTo(CommandStore.Written.DONE);
        api.stores.members()
                .seen(Member.firstSeen(new TenantId("other"), new UserId("theirs"), "theirs", Set.of(), T0));
        String path = pathOf(route);
        RequestBuilder request = api.admin().with("If-Match", "*");

        ApiResponse answer = request.send(route.method(), path);

        if (path.contains("theirs") || path.contains("Q-")) {
            assertThat(answer.status()).isEqualTo(404);
        } else {
            assertThat(answer.bodyText()).doesNotContain("theirs");
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void answers_open_routes_without_a_token(Route route) {
        if (route.access() instanceof Access.Open) {
            assertThat(api.anonymous().send(route.method(), pathOf(route)).status()).isEqualTo(200);
        } else {
            assertThat(api.anonymous().send(route.method(), pathOf(route)).status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @MethodSource("routesForUsers")
    void audits_every_refusal(Route route) {
        api.anonymous().send(route.method(), pathOf(route));
        if (((Access.AtLeast) route.access()).role() != Role.VIEWER) {
            api.viewer().send(route.method(), pathOf(route));
            AuditEvent refused = api.stores.audit().list(ACME, PageRequest.first(10)).items().getFirst();

            assertThat(refused.actor()).isEqualTo("user:alice");
            assertThat(refused.action()).isEqualTo(route.operation());
            assertThat(refused.target()).isEqualTo(pathOf(route));
            assertThat(refused.result()).isEqualTo(Result.REFUSED);
            assertThat(refused.detail()).contains("192.0.2.7");
        }
    }

    @Test
    void believes_both_kinds_of_key_and_clocks_that_are_a_minute_apart() {
        assertThat(List.of(admin().rs256(), admin().es256(), admin().expiresAt(T0.minus(SKEW).plusSeconds(1)).rs256(),
                admin().notBefore(T0.plus(SKEW)).rs256(), admin().withClaim("aud", List.of("a", "lapwing")).rs256()))
                .allSatisfy(token -> assertThat(api.anonymous().withToken(token).get("/v1/me").status())
                        .isEqualTo(200));
    }

    @Test
    void believes_each_issuer_with_his_own_keys_and_audience() {
        TokenPolicy second = new TokenPolicy("https://second.test", "others");
        BearerTokens tokens = new BearerTokens(List.of(
                new TrustedIssuer(new TokenPolicy(TokenBuilder.ISSUER, TokenBuilder.AUDIENCE),
                        new ImmutableJWKSet<>(new JWKSet())),
                new TrustedIssuer(second, TokenBuilder.keys())));
        TokenBuilder good = admin().withClaim("iss", second.issuer()).withClaim("aud", second.audience());

        assertThat(tokens.verify(good.rs256(), T0)).isInstanceOf(Verdict.Believed.class);
        assertThat(tokens.verify(good.withClaim("aud", TokenBuilder.AUDIENCE).rs256(), T0))
                .isInstanceOf(Verdict.Disbelieved.class);
        assertThat(tokens.verify(admin().rs256(), T0)).isInstanceOf(Verdict.Disbelieved.class);
    }

    @Test
    void tells_the_caller_who_he_is() {
        String token = new TokenBuilder().withRoles("admin", "operator", "unknown").es256();

        assertThat(Answers.shape(api.anonymous().withToken(token).get("/v1/me")))
                .isEqualTo("{sub=alice, tenant=acme, roles=[operator, admin]}");
    }

    private static TokenBuilder admin() {
        return new TokenBuilder().withRoles("viewer", "operator", "admin");
    }

    /// The claims of one token under the signature of another.
    private static String tamper(String signed, String claims) {
        return claims.substring(0, claims.lastIndexOf('.')) + signed.substring(signed.lastIndexOf('.'));
    }

    private static String pathOf(Route route) {
        String id = route.template().toString().contains("quarantine") ? "Q-" + "0".repeat(32) : "theirs";
        return route.template().toString().replace("{id}", id).replace("{name}", "main").replace("{sub}", "theirs")
                .replace("{accessToken}", "nobodys").replace("{folder}/{file}", "pages/fleet.js")
                .replace("{file}", "main.js");
    }
}

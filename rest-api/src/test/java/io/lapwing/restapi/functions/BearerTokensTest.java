package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.TokenPolicy;
import io.lapwing.restapi.domain.TokenPolicy.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// What a token comes to when it comes again.
class BearerTokensTest {

    private final AtomicReference<JWKSource<SecurityContext>> keys = new AtomicReference<>(TokenBuilder.keys());
    private final BearerTokens tokens = new BearerTokens(
            List.of(new TrustedIssuer(new TokenPolicy(TokenBuilder.ISSUER, TokenBuilder.AUDIENCE),
                    (selector, context) -> keys.get().get(selector, context))));

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256"})
    void a_good_token_stays_good(String algorithm) {
        TokenBuilder builder = new TokenBuilder().withRoles("viewer");
        String token = algorithm.equals("RS256") ? builder.rs256() : builder.es256();

        Verdict first = verdict(token, T0);
        assertThat(first).isInstanceOf(Verdict.Believed.class);
        assertThat(verdict(token, T0)).isEqualTo(first);
    }

    @Test
    void a_token_ends_though_it_was_good() {
        String token = new TokenBuilder().expiresAt(T0.plusSeconds(10)).rs256();
        assertThat(verdict(token, T0)).isInstanceOf(Verdict.Believed.class);

        assertThat(verdict(token, T0.plus(Duration.ofMinutes(2))))
                .isEqualTo(new Verdict.Disbelieved("the token has expired"));
    }

    @Test
    void a_token_ends_with_the_key_that_signed_it() {
        String token = new TokenBuilder().rs256();
        assertThat(verdict(token, T0)).isInstanceOf(Verdict.Believed.class);

        keys.set(new ImmutableJWKSet<>(new JWKSet()));
        assertBadlySigned(token);
        keys.set(TokenBuilder.keys());
        assertThat(verdict(token, T0)).isInstanceOf(Verdict.Believed.class);
    }

    @Test
    void a_signature_is_good_for_its_own_claims_only() {
        String viewer = new TokenBuilder().withRoles("viewer").rs256();
        String admin = new TokenBuilder().withRoles("admin").rs256();
        assertThat(verdict(viewer, T0)).isInstanceOf(Verdict.Believed.class);
        assertThat(verdict(admin, T0)).isInstanceOf(Verdict.Believed.class).isNotEqualTo(verdict(viewer, T0));

        String mixed = admin.substring(0, admin.lastIndexOf('.')) + viewer.substring(viewer.lastIndexOf('.'));
        assertBadlySigned(mixed);
        assertBadlySigned(mixed);
    }

    @Test
    void a_signature_of_one_key_is_none_of_another() {
        assertThat(verdict(new TokenBuilder().rs256(), T0)).isInstanceOf(Verdict.Believed.class);

        String forged = new TokenBuilder().forged();
        assertBadlySigned(forged);
        assertBadlySigned(forged);
    }

    private void assertBadlySigned(String token) {
        assertThat(verdict(token, T0)).isEqualTo(new Verdict.Disbelieved("the token has no good signature"));
    }

    private Verdict verdict(String token, Instant now) {
        return tokens.verify(token, now);
    }
}

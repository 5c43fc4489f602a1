package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.fixtures.TextServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class IssuerKeysTest {

    private static final String FIRST = jwks("first");
    private static final String SECOND = jwks("second");

    private TextServer server;
    private IssuerKeys keys;

    @BeforeEach
    void open() throws IOException {
        server = new TextServer();
        server.answer(FIRST);
        keys = new IssuerKeys(server.url().resolve("/jwks.json"), Duration.ofMinutes(9));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String jwks(String keyId) {
        try {
            return new JWKSet(new ECKeyGenerator(Curve.P_256).keyID(keyId).generate()).toString(true);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<JWK> find(String keyId) throws KeySourceException {
        return keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(keyId).build()), null);
    }

    @Test
    void asks_the_issuer_once_when_the_first_token_comes() throws KeySourceException {
        assertThat(server.seen()).isEmpty();

        assertThat(find("first")).hasSize(1);
        assertThat(find("first")).hasSize(1);

        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void finds_a_key_that_the_issuer_has_added() throws KeySourceException {
        find("first");
        server.answer(SECOND);

        assertThat(find("second")).hasSize(1);
    }

    @Test
    void does_not_pester_the_issuer_for_keys_that_somebody_made_up() throws KeySourceException {
        find("first");

        for (int i = 0; i < 50; i++) {
            assertThat(find("made up " + i)).isEmpty();
        }

        assertThat(find("first")).as("the good ones go on").hasSize(1);
        assertThat(server.seen()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void keeps_its_keys_while_the_issuer_is_away() throws KeySourceException {
        find("first");
        server.close();

        assertThat(find("another")).isEmpty();
        assertThat(find("first")).hasSize(1);
    }

    @Test
    void says_that_the_issuer_is_away_until_it_knows_any_key() throws IOException {
        server.fail(500);

        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(KeySourceException.class).isThrownBy(() -> find("first"));
        }
    }

    @Test
    void forgets_a_key_that_the_issuer_has_withdrawn_when_it_asks_again() throws KeySourceException {
        find("first");
        server.answer(SECOND);
        find("second");

        assertThat(find("first")).isEmpty();
    }

    @Test
    void waits_for_no_issuer_that_does_not_answer() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            IssuerKeys waiting = IssuerKeys.at("http://127.0.0.1:" + mute.getLocalPort());
            JWKSelector any = new JWKSelector(new JWKMatcher.Builder().build());

            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> assertThatExceptionOfType(
                    KeySourceException.class).isThrownBy(() -> waiting.get(any, null)));
        }
    }

    @Test
    void takes_no_keys_that_could_be_anybodys() {
        assertThat(List.of("http://issuer.test/jwks.json", "file:/etc/passwd", "issuer.test", "https:///x", ":",
                "http://127.0.0.1.issuer.test/")).allSatisfy(
                        url -> assertThatIllegalArgumentException().isThrownBy(() -> IssuerKeys.at(url)));
        assertThat(List.of("https://issuer.test/jwks.json", "http://127.0.0.1:8080/jwks", "http://[::1]/jwks"))
                .allSatisfy(url -> assertThat(IssuerKeys.at(url)).isNotNull());
    }

    @Test
    void refuses_what_is_too_large_to_be_keys() {
        server.answer(" ".repeat(1 << 20) + FIRST);

        assertThatExceptionOfType(KeySourceException.class).isThrownBy(() -> find("first"));
    }
}

package io.lapwing.aws.restapi;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IssuerKeysTest {

    private static final Issuer FIRST = Issuer.withKey("first");
    private static final Issuer SECOND = Issuer.withKey("second");

    private TextServer server;
    private IssuerKeys keys;

    @BeforeEach
    void open() throws IOException {
        server = new TextServer();
        server.answer(FIRST.jwks());
        keys = new IssuerKeys(server.url().resolve("/jwks.json"), Duration.ofMinutes(9));
    }

    @AfterEach
    void close() {
        server.close();
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
        server.answer(SECOND.jwks());

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
    void refuses_what_is_too_large_to_be_keys() {
        server.answer(" ".repeat(1 << 20) + FIRST.jwks());

        assertThatExceptionOfType(KeySourceException.class).isThrownBy(() -> find("first"));
    }
}

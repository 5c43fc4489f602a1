package io.lapwing.restapi.functions;

import java.text.ParseException;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GoodSignaturesTest {

    private final GoodSignatures signatures = new GoodSignatures();

    @ParameterizedTest
    @ValueSource(strings = {"rsa-1", "ec-1"})
    void a_good_signature_stays_good(String keyId) throws Exception {
        String token = keyId.equals("ec-1") ? new TokenBuilder().es256() : new TokenBuilder().rs256();
        assertThat(isGood(token, keyId)).isTrue();
        assertThat(isGood(token, keyId)).isTrue();
    }

    @Test
    void a_signature_is_good_for_its_own_claims_only() throws Exception {
        String viewer = new TokenBuilder().withRoles("viewer").rs256();
        String admin = new TokenBuilder().withRoles("admin").rs256();
        assertThat(isGood(viewer, "rsa-1")).isTrue();
        assertThat(isGood(admin, "rsa-1")).isTrue();
        String mixed = admin.substring(0, admin.lastIndexOf('.')) + viewer.substring(viewer.lastIndexOf('.'));
        assertThat(isGood(mixed, "rsa-1")).isFalse();
        assertThat(isGood(mixed, "rsa-1")).isFalse();
    }

    @Test
    void a_signature_of_one_key_is_none_of_another() throws Exception {
        String forged = new TokenBuilder().forged();
        assertThat(isGood(new TokenBuilder().rs256(), "rsa-1")).isTrue();
        assertThat(isGood(forged, "rsa-1")).isFalse();
        assertThat(isGood(forged, "rsa-1")).isFalse();
    }

    @Test
    void a_key_of_another_kind_has_signed_nothing() throws Exception {
        assertThat(isGood(new TokenBuilder().rs256(), "ec-1")).isFalse();
        assertThat(isGood(new TokenBuilder().es256(), "rsa-1")).isFalse();
    }

    private boolean isGood(String token, String keyId) throws ParseException, KeySourceException {
        return signatures.isGood(SignedJWT.parse(token), key(keyId));
    }

    private static JWK key(String id) throws KeySourceException {
        return TokenBuilder.keys().get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null).getFirst();
    }
}

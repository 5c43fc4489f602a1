package io.lapwing.chatbot.channels;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SignaturesTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// RFC 4231, 4.3.
    @Test
    void signs_as_rfc_4231_does() {
        String expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

        assertThat(Signatures.hmacSha256("Jefe", bytes("what do ya want for nothing?"))).isEqualTo(expected);
        assertThat(Signatures.hmacSha256("Jefe", bytes("what do ya "), bytes(""), bytes("want for nothing?")))
                .isEqualTo(expected);
    }

    @Test
    void signs_nothing_with_an_empty_secret() {
        assertThatIllegalArgumentException().isThrownBy(() -> Signatures.hmacSha256("", bytes("x")));
    }

    @Test
    void knows_the_same_text_again() {
        assertThat(Signatures.same("sécret", "sécret")).isTrue();
        assertThat(Signatures.same("sécret", "secret")).isFalse();
        assertThat(Signatures.same("secret", "secre")).isFalse();
        assertThat(Signatures.same("secret", "")).isFalse();
    }
}

package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.port.ChatSenderContract.Mood;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BotFrameworkKeysTest {
    private static final Instant AFTER_HOURS = T0.plus(BotFrameworkKeys.KEEP);
    private static final Instant AFTER_A_DAY = T0.plus(BotFrameworkKeys.KEEP_IN_OUTAGE);

    private final BotFramework framework = new BotFramework();
    private final HttpCaller http = new HttpCaller(InstantSource.fixed(T0));
    private final BotFrameworkKeys keys = new BotFrameworkKeys(http, framework.openIdUrl());

    @AfterEach
    void close() {
        framework.close();
    }

    private void assertUnavailable(String keyId, Instant now) {
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> keys.find(keyId, now))
                .withMessageNotContaining(keyId);
    }

    @Test
    void asks_where_the_keys_are_when_the_first_token_comes() {
        assertThat(framework.asked()).isEmpty();

        assertThat(keys.find("key-1", T0)).hasValueSatisfying(key -> {
            assertThat(key.endorsements()).containsExactlyInAnyOrder("msteams", "skype", "webchat");
            assertThat(key.key().getModulus().bitLength()).isEqualTo(2048);
        });
        assertThat(keys.find("key-1", T0.plusSeconds(3600))).isPresent();

        assertThat(framework.asked()).containsExactly("/v1/.well-known/openidconfiguration", "/keys");
    }

    @Test
    void asks_once_for_all_who_wait() {
        assertThat(Racing.race(8, _ -> keys.find("key-1", T0).isPresent())).containsOnly(true);

        assertThat(framework.asked()).hasSize(2);
    }

    @Test
    void finds_a_key_that_was_added() {
        keys.find("key-1", T0);
        framework.publish(BotFramework.NEXT_KEY, "msteams");

        assertThat(keys.find("key-2", T0.plusSeconds(60))).isPresent();
    }

    @Test
    void asks_no_more_than_once_a_minute_for_keys_that_somebody_made_up() {
        keys.find("key-1", T0);

        for (int second = 0; second < 60; second++) {
            assertThat(keys.find("made-up-" + second, T0.plusSeconds(second))).isEmpty();
        }
        assertThat(framework.asked()).hasSize(2);

        assertThat(keys.find("made-up", T0.plusSeconds(60))).isEmpty();
        assertThat(keys.find("made-up", T0.plusSeconds(119))).isEmpty();
        assertThat(framework.asked()).hasSize(4);
        assertThat(keys.find("key-1", T0.plusSeconds(119))).as("the good ones go on").isPresent();
    }

    @Test
    void forgets_a_key_that_was_withdrawn_after_some_hours() {
        keys.find("key-1", T0);
        framework.withdrawAll();
        framework.publish(BotFramework.NEXT_KEY, "msteams");

        assertThat(keys.find("key-1", AFTER_HOURS.minusMillis(1))).isPresent();
        assertThat(keys.find("key-1", AFTER_HOURS)).isEmpty();
    }

    @Test
    void keeps_its_keys_for_a_day_where_they_are_not_to_be_had_again() {
        keys.find("key-1", T0);
        framework.is(Mood.BROKEN);

        assertThat(keys.find("key-1", AFTER_HOURS)).isPresent();
        assertThat(keys.find("key-1", AFTER_A_DAY.minusMillis(1))).isPresent();
        assertUnavailable("key-1", AFTER_A_DAY);
    }

    @Test
    void lets_nobody_wait_for_a_key_that_it_has() {
        keys.find("key-1", T0);
        framework.is(Mood.SILENT);
        long start = System.nanoTime();

        List<Duration> waited = Racing.race(4, _ -> {
            assertThat(keys.find("key-1", AFTER_HOURS)).isPresent();
            return Duration.ofNanos(System.nanoTime() - start);
        });

        assertThat(waited.stream().filter(time -> time.compareTo(Duration.ofSeconds(2)) < 0).count())
                .as("all but the one that asks").isEqualTo(3);
    }

    @Test
    void does_not_say_that_a_key_is_not_there_where_it_could_not_look() {
        keys.find("key-1", T0);
        framework.is(Mood.BROKEN);

        assertUnavailable("key-2", T0.plusSeconds(60));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WELL")
    void says_that_keys_are_not_to_be_had(Mood mood) {
        framework.is(mood);
        long start = System.nanoTime();

        assertUnavailable("key-1", T0);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        int asked = framework.asked().size();
        assertUnavailable("key-1", T0.plusSeconds(4));
        assertThat(framework.asked()).as("not again at once").hasSize(asked);

        framework.is(Mood.WELL);
        assertThat(keys.find("key-1", T0.plusSeconds(5))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example/keys", "file:///etc/passwd", ":", ""})
    void takes_no_keys_that_could_be_anybodys(String url) {
        framework.sendsElsewhereForKeys(url);

        assertUnavailable("key-1", T0);
        assertThat(framework.asked()).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new BotFrameworkKeys(http, url));
    }

    @Test
    void leaves_out_what_is_no_key_to_be_trusted() throws JOSEException {
        framework.withdrawAll();
        framework.publish(new RSAKeyGenerator(1024, true).keyID("short").generate(), "msteams");
        framework.publish(Map.of("kty", "EC", "kid", "curve", "crv", "P-256", "x", "AA", "y", "AA"));
        framework.publish(Map.of("kty", "RSA", "kid", "nonsense", "n", "", "e", "AQAB"));
        framework.publish(Map.of("kty", "RSA", "n", "AQAB", "e", "AQAB"));
        assertUnavailable("short", T0);

        framework.publish(BotFramework.KEY);
        Instant later = T0.plusSeconds(5);
        assertThat(List.of("short", "curve", "nonsense")).allSatisfy(id -> assertThat(keys.find(id, later)).isEmpty());
        assertThat(keys.find("key-1", later)).map(SigningKey::endorsements).contains(Set.of());
    }

    @Test
    void reads_the_keys_that_were_published_with_certificates() {
        RSAKey key = BotFramework.NEXT_KEY;
        framework.publish(Map.of("kty", "RSA", "use", "sig", "kid", "with-x5c", "x5t", "not-read", "n",
                key.getModulus().toString(), "e", key.getPublicExponent().toString(), "x5c", List.of("MIIC…"),
                "endorsements", List.of("msteams")));

        assertThat(keys.find("with-x5c", T0)).isPresent();
    }
}

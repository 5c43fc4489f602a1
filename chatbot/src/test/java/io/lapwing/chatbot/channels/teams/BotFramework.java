package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.PlatformServer;
import io.lapwing.chatbot.channels.PlatformServer.Answer;
import io.lapwing.chatbot.channels.PlatformServer.Seen;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.port.ChatSenderContract.Mood;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;

/// The Bot Framework's OpenID configuration and keys, and the tokens that it makes.
final class BotFramework implements AutoCloseable {
    static final String APP_ID = "c9e8c047-2a74-40a2-b28a-b162d5f5327c";
    static final String SERVICE_URL = "https://smba.trafficmanager.net/emea/";
    static final RSAKey KEY = key("key-1");
    static final RSAKey NEXT_KEY = key("key-2");
    static final RSAKey STRANGERS_KEY = key("key-1");

    private final PlatformServer server = new PlatformServer(this::answer, Answer.json(429, "{}"),
            Answer.json(403, "{}"));
    private final List<Map<String, Object>> keys = new ArrayList<>();
    private volatile String jwksUri = server.url() + "/keys";

    BotFramework() {
        publish(KEY, "msteams", "skype", "webchat");
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String openIdUrl() {
        return server.url() + "/v1/.well-known/openidconfiguration";
    }

    List<String> asked() {
        return server.seen().stream().map(Seen::target).toList();
    }

    void is(Mood mood) {
        server.is(mood);
    }

    void sendsElsewhereForKeys(String url) {
        jwksUri = url;
    }

    synchronized void publish(RSAKey key, String... endorsements) {
        Map<String, Object> published = new HashMap<>(key.toPublicJWK().toJSONObject());
        published.put("endorsements", List.of(endorsements));
        publish(published);
    }

    synchronized void publish(Map<String, Object> key) {
        keys.add(key);
    }

    synchronized void withdrawAll() {
        keys.clear();
    }

    private synchronized Answer answer(Seen seen) {
        Map<String, Object> answer = seen.target().equals("/keys") ? Map.of("keys", keys)
                : Map.of("issuer", BotFrameworkTokens.ISSUER, "jwks_uri", jwksUri,
                        "id_token_signing_alg_values_supported", List.of("RS256"));
        return Answer.json(200, new String(Json.write(answer), StandardCharsets.UTF_8));
    }

    /// A token that is good, if nothing is changed in it: from T0 on, for an hour.
    static Token token() {
        return new Token();
    }

    static final class Token {
        private final JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(BotFrameworkTokens.ISSUER)
                .audience(APP_ID).claim("serviceurl", SERVICE_URL).notBeforeTime(Date.from(T0))
                .expirationTime(Date.from(T0.plusSeconds(3600)));

        Token with(String name, @Nullable Object value) {
            claims.claim(name, value);
            return this;
        }

        Token expiresAt(@Nullable Instant instant) {
            claims.expirationTime(instant == null ? null : Date.from(instant));
            return this;
        }

        Token notBefore(Instant instant) {
            claims.notBeforeTime(Date.from(instant));
            return this;
        }

        String signed() {
            return signedWith(KEY);
        }

        String signedWith(RSAKey key) {
            return signedWith(key, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build());
        }

        String signedWith(RSAKey key, JWSHeader header) {
            try {
                SignedJWT jwt = new SignedJWT(header, claims.build());
                jwt.sign(new RSASSASigner(key));
                return "Bearer " + jwt.serialize();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        String unsigned() {
            return "Bearer " + new PlainJWT(claims.build()).serialize();
        }

        /// The classic confusion: the public key, which everybody knows, used as an HMAC secret.
        String signedWithPublicKeyAsSecret() {
            try {
                SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(),
                        claims.build());
                jwt.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));
                return "Bearer " + jwt.serialize();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

package io.lapwing.local.chatemulator;

import io.lapwing.sharedmodel.chat.Channel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/// What the emulated platforms and an installation share, and what the platforms keep to themselves.
public final class Secrets {
    private static final String DISCORD_KEY = "discord.privateKey";
    private static final String TEAMS_KEY = "teams.key";
    private static final String PORT = "port";
    private static final int RANDOM_BYTES = 24;
    private static final int RSA_BITS = 2048;
    /// What an X.509 key of Ed25519 has before its 32 bytes.
    private static final int X509_PREFIX = 12;
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    /// New ones.
    ///
    /// @param port where the platforms will listen, on the loopback interface
    public static Secrets generate(int port) {
        Map<String, String> values = new HashMap<>();
        for (String name : List.of("SLACK_SIGNING_SECRET", "TELEGRAM_SECRET", "WHATSAPP_APP_SECRET",
                "WHATSAPP_VERIFY_TOKEN", "WHATSAPP_TOKEN", "TEAMS_APP_PASSWORD", "DISCORD_BOT_TOKEN")) {
            values.put("LAPWING_" + name, random());
        }
        values.put("LAPWING_SLACK_BOT_TOKEN", "xoxb-" + random());
        values.put("LAPWING_TELEGRAM_BOT_TOKEN", "1000000:" + random());
        values.put("LAPWING_TEAMS_APP_ID", UUID.randomUUID().toString());
        values.put(PORT, Integer.toString(port));
        try {
            KeyPair discord = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = discord.getPublic().getEncoded();
            values.put("LAPWING_DISCORD_PUBLIC_KEY",
                    HexFormat.of().formatHex(Arrays.copyOfRange(encoded, X509_PREFIX, encoded.length)));
            values.put(DISCORD_KEY, Base64.getEncoder().encodeToString(discord.getPrivate().getEncoded()));
            values.put(TEAMS_KEY, new RSAKeyGenerator(RSA_BITS).keyID(UUID.randomUUID().toString()).generate()
                    .toJSONString());
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("every JDK has Ed25519 and RSA", e);
        }
        return new Secrets(values);
    }

    /// What [#values] told.
    ///
    /// @throws IllegalArgumentException if something is missing
    public static Secrets of(Map<String, String> values) {
        Secrets secrets = new Secrets(values);
        List.of(PORT, DISCORD_KEY, TEAMS_KEY, "LAPWING_SLACK_SIGNING_SECRET").forEach(secrets::get);
        secrets.port();
        return secrets;
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// All of them, to be kept where only their owner can read.
    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /// Where the platforms listen.
    public int port() {
        try {
            return Integer.parseInt(get(PORT));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(PORT + " is no number");
        }
    }

    URI url(Channel channel) {
        return URI.create("http://127.0.0.1:" + port() + "/" + channel.text() + "/");
    }

    /// The environment variables by which an installation is connected with a platform that is emulated.
    public Map<String, String> environment(Channel channel) {
        String prefix = "LAPWING_" + channel.name() + "_";
        Map<String, String> environment = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                environment.put(name, value);
            }
        });
        String url = url(channel).toString();
        switch (channel) {
            case SLACK -> environment.put(prefix + "API_URL", url + "api/");
            case TELEGRAM -> {
                environment.put(prefix + "API_URL", url);
                environment.put(prefix + "BOT_NAME", EmulatedTelegram.BOT_NAME);
            }
            case WHATSAPP -> environment.put(prefix + "API_URL", url + "v23.0");
            case DISCORD -> environment.put(prefix + "API_URL", url + "api/v10/");
            case TEAMS -> {
                environment.put(prefix + "OPENID_URL", url + "openid");
                environment.put(prefix + "TOKEN_URL", url + "token");
            }
            case WEB -> throw new IllegalArgumentException("the console's own chat needs no platform");
        }
        return environment;
    }

    String signedForDiscord(String timestamp, byte[] body) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(get(DISCORD_KEY)))));
            ed25519.update(timestamp.getBytes(StandardCharsets.UTF_8));
            ed25519.update(body);
            return HexFormat.of().formatHex(ed25519.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(DISCORD_KEY + " is none of Ed25519", e);
        }
    }

    /// The public key that the Bot Framework's tokens are verified with.
    Map<String, Object> botFrameworkKey() {
        Map<String, Object> published = new HashMap<>(teamsKey().toPublicJWK().toJSONObject());
        published.put("endorsements", List.of("msteams"));
        return published;
    }

    String botFrameworkToken(String serviceUrl, Instant now) {
        RSAKey key = teamsKey();
        JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer("https://api.botframework.com")
                .audience(get("LAPWING_TEAMS_APP_ID")).claim("serviceurl", serviceUrl).notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(TOKEN_LIFE))).build();
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("an RSA key signs RS256", e);
        }
        return token.serialize();
    }

    private RSAKey teamsKey() {
        try {
            return RSAKey.parse(get(TEAMS_KEY));
        } catch (ParseException e) {
            throw new IllegalArgumentException(TEAMS_KEY + " is no RSA key", e);
        }
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }
}

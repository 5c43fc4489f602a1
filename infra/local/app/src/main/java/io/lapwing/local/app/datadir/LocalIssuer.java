package io.lapwing.local.app.datadir;

import io.lapwing.sharedmodel.device.TenantId;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/// Issues bearer tokens on this machine, in the place of an identity provider.
public final class LocalIssuer {

    /// What its tokens carry as `iss`.
    public static final String ISSUER = "urn:lapwing:local";

    /// What its tokens carry as `aud`.
    public static final String AUDIENCE = "lapwing";

    private static final String CURSOR_KEY = "cursors";
    private static final int CURSOR_KEY_BITS = 256;

    private final ECKey key;
    private final SecretKey cursorKey;

    private LocalIssuer(JWKSet keys) {
        this.key = keys.getKeys().getFirst().toECKey();
        this.cursorKey = keys.getKeyByKeyId(CURSOR_KEY).toOctetSequenceKey().toSecretKey();
    }

    /// What a token opens, and for whom.
    public record Grant(TenantId tenant, Set<String> roles, String subject) {}

    /// The issuer whose keys lie in this file. Whoever comes first makes them, however many come at once.
    public static LocalIssuer open(Path location) throws IOException {
        Path file = location.toAbsolutePath();
        if (!Files.exists(file)) {
            create(file);
        }
        try {
            return new LocalIssuer(JWKSet.parse(Files.readString(file)));
        } catch (ParseException | RuntimeException e) {
            throw new IOException("not the key set of a Lapwing issuer: " + file, e);
        }
    }

    /// The file's lock keeps other processes out, and the method's the other threads: Java refuses them the file's.
    private static synchronized void create(Path file) throws IOException {
        PrivateFile.createDirectory(file.resolveSibling("."));
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.exists(file)) {
                PrivateFile.write(file, generate().toString(false));
            }
        }
    }

    private static JWKSet generate() {
        try {
            ECKey signing = new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.ES256)
                    .keyID(UUID.randomUUID().toString()).generate();
            OctetSequenceKey cursors = new OctetSequenceKeyGenerator(CURSOR_KEY_BITS).keyID(CURSOR_KEY).generate();
            return new JWKSet(List.of(signing, cursors));
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /// The public keys, for whoever checks the tokens.
    public JWKSet publicKeys() {
        return new JWKSet(key.toPublicJWK());
    }

    /// What the REST interface signs its page cursors with; the same in every process that shares the issuer.
    public SecretKey cursorKey() {
        return cursorKey;
    }

    /// A signed token.
    public String issue(Grant grant, Instant now, Duration ttl) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(ISSUER).audience(AUDIENCE).subject(grant.subject())
                .claim("tenant", grant.tenant().value()).claim("roles", List.copyOf(grant.roles()))
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(ttl))).jwtID(UUID.randomUUID().toString())
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a P-256 key signs ES256", e);
        }
        return token.serialize();
    }
}

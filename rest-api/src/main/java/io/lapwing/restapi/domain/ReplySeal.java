package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.port.IdempotencyStore.ClaimKey;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts the replies that are kept for repeated requests. The reply to a device's registration holds its access
/// token, which must be answered again but never lie in a store in the clear (AES-256-GCM, one key for each claim).
public final class ReplySeal {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey secret;
    private final RandomGenerator random;

    public ReplySeal(SecretKey secret, RandomGenerator random) {
        this.secret = secret;
        this.random = random;
    }

    public String seal(ClaimKey claim, String reply) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = encrypt(claim, nonce, reply.getBytes(StandardCharsets.UTF_8));
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
        return Base64.getEncoder().encodeToString(all);
    }

    /// The reply; empty where it was sealed with another secret, or for another claim.
    public Optional<String> open(ClaimKey claim, String sealed) {
        byte[] all = Base64.getDecoder().decode(sealed);
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        try {
            byte[] reply = run(Cipher.DECRYPT_MODE, claim, nonce, Arrays.copyOfRange(all, NONCE_BYTES, all.length));
            return Optional.of(new String(reply, StandardCharsets.UTF_8));
        } catch (AEADBadTagException _) {
            return Optional.empty();
        }
    }

    private byte[] encrypt(ClaimKey claim, byte[] nonce, byte[] reply) {
        try {
            return run(Cipher.ENCRYPT_MODE, claim, nonce, reply);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("encryption checks no tag", e);
        }
    }

    private byte[] run(int mode, ClaimKey claim, byte[] nonce, byte[] input) throws AEADBadTagException {
        String name = claim.tenant() + "\n" + claim.scope() + "\n" + claim.key();
        byte[] key = Hmac.of(Hmac.of(secret.getEncoded(), "lapwing kept reply"), name);
        try {
            Cipher cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }
}

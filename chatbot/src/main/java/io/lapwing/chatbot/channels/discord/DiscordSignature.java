package io.lapwing.chatbot.channels.discord;

import io.lapwing.sharedmodel.http.ApiRequest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Tells requests of Discord from those of others: Ed25519 over the timestamp and the body.
final class DiscordSignature {
    private static final String ALGORITHM = "Ed25519";
    /// What stands before the 32 bytes of such a key in X.509 (RFC 8410, 4).
    private static final String X509_PREFIX = "302a300506032b6570032100";
    private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-fA-F]{128}");
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,20}");

    private final PublicKey key;

    /// @param publicKey the application's, 64 hexadecimal digits
    DiscordSignature(String publicKey) {
        if (!KEY.matcher(publicKey).matches()) {
            throw new IllegalArgumentException("Discord's public key has 64 hexadecimal digits");
        }
        try {
            this.key = KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(X509_PREFIX + publicKey)));
        } catch (GeneralSecurityException _) {
            throw new IllegalArgumentException("Discord's public key is none of Ed25519");
        }
    }

    boolean isOn(ApiRequest request) {
        String signature = request.header("x-signature-ed25519").orElse("");
        String timestamp = request.header("x-signature-timestamp").orElse("");
        if (!SIGNATURE.matcher(signature).matches() || !TIMESTAMP.matcher(timestamp).matches()) {
            return false;
        }
        try {
            Signature ed25519 = Signature.getInstance(ALGORITHM);
            ed25519.initVerify(key);
            ed25519.update(timestamp.getBytes(StandardCharsets.UTF_8));
            ed25519.update(request.body());
            return ed25519.verify(HexFormat.of().parseHex(signature));
        } catch (SignatureException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }
}

package io.lapwing.sharedmodel.shadow;

import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.Payload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// By what an update is known when it is delivered again: a digest of what makes two deliveries the same update.
///
/// @param value 20 characters of base64url
public record UpdateId(String value) {

    private static final int BYTES = 15;

    /// The update in a message that has an id of its own.
    public static UpdateId of(MessageId mid) {
        return digest("mid", mid.value().getBytes(StandardCharsets.UTF_8));
    }

    /// The update that is replayed from quarantine.
    public static UpdateId of(QuarantineId replayed) {
        return digest("replay", replayed.value().getBytes(StandardCharsets.UTF_8));
    }

    /// The update that stands in this payload, for one that names the version that it is made for: of all updates,
    /// only one can have brought the shadow from that version to the next.
    public static UpdateId of(Payload payload) {
        return digest("payload", payload.toBytes());
    }

    private static UpdateId digest(String kind, byte[] name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((kind + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] hash = Arrays.copyOf(digest.digest(name), BYTES);
            return new UpdateId(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

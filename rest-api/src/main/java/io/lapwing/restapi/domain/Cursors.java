package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.device.TenantId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.SecretKey;

/// Makes cursors that a client can neither forge nor take to another list: the store's position, signed together with
/// tenant, path and filters.
public final class Cursors {
    private static final int SIGNATURE_BYTES = 16;
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";

    private final SecretKey secret;

    public Cursors(SecretKey secret) {
        this.secret = secret;
    }

    /// A list, as far as its cursors are concerned. The page size may change from page to page.
    public record ListId(TenantId tenant, String path, Map<String, List<String>> filters) {
        public ListId {
            TreeMap<String, List<String>> sorted = new TreeMap<>(filters);
            sorted.remove(LIMIT);
            sorted.remove(CURSOR);
            filters = Map.copyOf(sorted);
        }

        /// Every part with its length, so that no two lists read the same.
        private String canonical() {
            StringBuilder text = new StringBuilder();
            add(text, tenant.value());
            add(text, path);
            new TreeMap<>(filters).forEach((name, values) -> {
                add(text, name);
                add(text, Integer.toString(values.size()));
                values.forEach(value -> add(text, value));
            });
            return text.toString();
        }

        private static void add(StringBuilder text, String part) {
            text.append(part.length()).append(':').append(part);
        }
    }

    public String sign(ListId list, String position) {
        byte[] text = position.getBytes(StandardCharsets.UTF_8);
        byte[] cursor = Arrays.copyOf(signature(list, position), SIGNATURE_BYTES + text.length);
        System.arraycopy(text, 0, cursor, SIGNATURE_BYTES, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /// The position in this cursor, if it was signed for this list.
    public Optional<String> open(ListId list, String cursor) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (bytes.length < SIGNATURE_BYTES) {
            return Optional.empty();
        }
        String position = new String(bytes, SIGNATURE_BYTES, bytes.length - SIGNATURE_BYTES, StandardCharsets.UTF_8);
        // The canonical form only: unused bits of base64 would let a second spelling pass.
        return MessageDigest.isEqual(sign(list, position).getBytes(StandardCharsets.US_ASCII),
                cursor.getBytes(StandardCharsets.UTF_8)) ? Optional.of(position) : Optional.empty();
    }

    private byte[] signature(ListId list, String position) {
        byte[] key = Hmac.of(secret.getEncoded(), "lapwing cursor");
        return Arrays.copyOf(Hmac.of(key, list.canonical() + "\n" + position), SIGNATURE_BYTES);
    }
}

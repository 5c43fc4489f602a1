package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.DownloadRequest;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.UploadRequest;
import io.lapwing.sharedmodel.file.UploadTicket;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs addresses for uploads and downloads, and knows its own again:
/// `{base}/{key}?size=…&type=…&sha256=…&expires=…&signature=…` and `{base}/{key}?name=…&expires=…&signature=…`. The
/// signature is an HMAC-SHA256 over all the rest.
///
/// Thread-safe.
public final class SignedAddresses {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_SECRET_BYTES = 32;

    private static final String NAME = "name";

    private final Supplier<URI> base;
    private final SecretKeySpec secret;
    private final InstantSource clock;

    /// @param base where objects are, as clients reach them: `http://127.0.0.1:8080/objects`; asked with each address
    /// @param secret 32 random bytes or more, the same in every process that knows the tickets of the others
    public SignedAddresses(Supplier<URI> base, byte[] secret, InstantSource clock) {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("the secret of addresses has at least " + MIN_SECRET_BYTES + " bytes");
        }
        this.base = base;
        this.secret = new SecretKeySpec(secret, ALGORITHM);
        this.clock = clock;
    }

    UploadTicket sign(UploadRequest request) {
        Instant expiresAt = expiry(request.validFor());
        String query = query(request, expiresAt);
        return new UploadTicket("PUT", signed(request.key(), query), Map.of("Content-Type", request.type().value()),
                expiresAt);
    }

    URI sign(DownloadRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(NAME, request.fileName());
        parameters.put("expires", Long.toString(expiry(request.validFor()).getEpochSecond()));
        return signed(request.key(), written(parameters));
    }

    private URI signed(ObjectKey key, String query) {
        return URI.create(base.get() + "/" + key + "?" + query + "&signature=" + signature(key, query));
    }

    /// To the second, and not before the time is over.
    private Instant expiry(Duration validFor) {
        return Instant.ofEpochSecond(clock.instant().plus(validFor).plusMillis(999).getEpochSecond());
    }

    /// What an upload asks for, if it is one that was signed here and has not expired.
    ///
    /// @param address the path and the query of the request, as they came
    Optional<UploadRequest> verifyUpload(URI address) {
        return verify(address).filter(signed -> !signed.parameters().containsKey(NAME)).map(SignedAddresses::upload);
    }

    /// What a download asks for, if it is one that was signed here and has not expired. It is valid for the moment.
    ///
    /// @param address the path and the query of the request, as they came
    Optional<DownloadRequest> verifyDownload(URI address) {
        return verify(address).filter(signed -> signed.parameters().containsKey(NAME))
                .map(signed -> new DownloadRequest(signed.key(), signed.parameters().getOrDefault(NAME, ""),
                        Duration.ofSeconds(1)));
    }

    private record Signed(ObjectKey key, Map<String, String> parameters) {}

    private Optional<Signed> verify(URI address) {
        String prefix = base.get().getPath() + "/";
        String path = String.valueOf(address.getRawPath());
        String query = String.valueOf(address.getRawQuery());
        int end = query.lastIndexOf("&signature=");
        if (!path.startsWith(prefix) || end < 0) {
            return Optional.empty();
        }
        try {
            ObjectKey key = new ObjectKey(path.substring(prefix.length()));
            String signed = query.substring(0, end);
            String given = query.substring(end + "&signature=".length());
            boolean genuine = MessageDigest.isEqual(signature(key, signed).getBytes(StandardCharsets.UTF_8),
                    given.getBytes(StandardCharsets.UTF_8));
            return genuine ? unexpired(key, signed) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Optional<Signed> unexpired(ObjectKey key, String signed) {
        Map<String, String> parameters = Stream.of(signed.split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> decode(pair[1])));
        Instant expiresAt = Instant.ofEpochSecond(Long.parseLong(parameters.getOrDefault("expires", "0")));
        Duration left = Duration.between(clock.instant(), expiresAt);
        return left.isPositive() ? Optional.of(new Signed(key, parameters)) : Optional.empty();
    }

    private static UploadRequest upload(Signed signed) {
        Map<String, String> parameters = signed.parameters();
        String sha256 = parameters.get("sha256");
        return new UploadRequest(signed.key(), Long.parseLong(parameters.getOrDefault("size", "")),
                new ContentType(parameters.getOrDefault("type", "")), sha256 == null ? null : new Sha256(sha256),
                Duration.ofSeconds(1));
    }

    private static String query(UploadRequest request, Instant expiresAt) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("size", Long.toString(request.size()));
        parameters.put("type", request.type().value());
        Sha256 sha256 = request.sha256();
        if (sha256 != null) {
            parameters.put("sha256", sha256.hex());
        }
        parameters.put("expires", Long.toString(expiresAt.getEpochSecond()));
        return written(parameters);
    }

    private static String written(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private String signature(ObjectKey key, String query) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal((key + "?" + query).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}

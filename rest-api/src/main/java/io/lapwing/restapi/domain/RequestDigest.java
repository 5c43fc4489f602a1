package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.http.ApiRequest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What makes two requests under one `Idempotency-Key` the same: content type and body.
public final class RequestDigest {
    private RequestDigest() {}

    public static String of(ApiRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String contentType = request.header("content-type").orElse("");
            digest.update((contentType + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(request.body());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package io.lapwing.aws.adapters;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Recomputes the signature of a request (AWS Signature Version 4) from what arrived and the secret key, without the
/// SDK.
///
/// @param accessKey who may sign
/// @param secretKey what he signs with
record SigV4Check(String accessKey, String secretKey, String region, String service) {

    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/"
            + "([^/]+)/([^/]+)/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");

    /// A request as it arrived.
    ///
    /// @param path percent-encoded
    /// @param query parameters as they stand in the URL
    /// @param headers by lower-case name
    /// @param body UTF-8
    record Request(String method, String path, String query, Map<String, String> headers, String body) {

        String header(String name) {
            return Objects.requireNonNull(headers.get(name), name);
        }
    }

    /// What is wrong with the signature; empty if it is good.
    String problem(Request request) throws GeneralSecurityException {
        Matcher given = AUTHORIZATION.matcher(request.headers().getOrDefault("authorization", ""));
        if (!given.matches()) {
            return "not signed";
        }
        String date = given.group(2);
        if (!List.of(accessKey, region, service).equals(List.of(given.group(1), given.group(3), given.group(4)))) {
            return "signed for " + given.group();
        }
        List<String> signedHeaders = List.of(given.group(5).split(";"));
        if (!signedHeaders.contains("host") || !request.header("x-amz-date").startsWith(date)) {
            return "not all of it is signed";
        }
        String scope = String.join("/", date, region, service, "aws4_request");
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", request.header("x-amz-date"), scope,
                sha256(canonical(request, signedHeaders)));
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(date, region, service, "aws4_request")) {
            key = hmac(key, part);
        }
        String expected = HexFormat.of().formatHex(hmac(key, toSign));
        return expected.equals(given.group(6)) ? "" : "the signature is another one";
    }

    /// Every service but S3 takes the path percent-encoded once more.
    private static String canonical(Request request, List<String> signedHeaders) throws GeneralSecurityException {
        String headers = signedHeaders.stream().map(name -> name + ":" + request.header(name).strip() + "\n")
                .collect(Collectors.joining());
        String query = Arrays.stream(request.query().split("&")).sorted().collect(Collectors.joining("&"));
        return String.join("\n", request.method(), request.path().replace("%", "%25"), query, headers,
                String.join(";", signedHeaders), sha256(request.body()));
    }

    private static String sha256(String text) throws GeneralSecurityException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}

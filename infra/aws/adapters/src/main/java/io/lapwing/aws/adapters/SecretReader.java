package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/// The operation `GetSecretValue` of AWS Secrets Manager (API version 2017-10-17).
///
/// Keeps nothing, and says nothing of what a secret holds. Thread-safe.
public final class SecretReader {

    private static final String OPERATION = "SecretReader.text";
    /// The last part of an error's type, which may have a namespace before it.
    private static final Pattern ERROR_TYPE = Pattern.compile("(?:.*#)?([A-Za-z]{1,80})");

    private final URI endpoint;
    private final SignedHttp http;

    SecretReader(URI endpoint, SignedHttp http) {
        this.endpoint = endpoint;
        this.http = http;
    }

    /// The text that a secret holds now.
    ///
    /// @param secretId name or ARN
    /// @throws StoreUnavailable when it cannot be had now: nobody answers, it may not be read, it is not there. The
    /// message says which
    public String text(String secretId) {
        byte[] payload = Json.write(Map.of("SecretId", secretId));
        try {
            return text(send(payload));
        } catch (IOException e) {
            throw new StoreUnavailable(OPERATION, secretId, e);
        }
    }

    private SignedHttp.Answer send(byte[] payload) throws IOException {
        SdkHttpRequest request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(endpoint)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "secretsmanager.GetSecretValue").build();
        try {
            return http.send(request, payload);
        } catch (IOException | SdkException e) {
            throw new IOException("Secrets Manager cannot be asked (" + e + ")", e);
        }
    }

    private static String text(SignedHttp.Answer answer) throws IOException {
        Map<?, ?> fields = fields(answer.body());
        if (!answer.isSuccessful()) {
            throw new IOException("Secrets Manager answered " + answer.status() + error(fields));
        }
        if (fields.get("SecretString") instanceof String text) {
            return text;
        }
        throw new IOException("it holds no text");
    }

    private static Map<?, ?> fields(String body) {
        try {
            return Json.read(body.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> fields ? fields : Map.of();
        } catch (MalformedJson _) {
            return Map.of();
        }
    }

    /// By the error's type alone: its message is somebody else's, and the log is no place for that.
    private static String error(Map<?, ?> fields) {
        var type = ERROR_TYPE.matcher(String.valueOf(fields.get("__type")));
        return !type.matches() || fields.get("__type") == null ? "" : " " + switch (type.group(1)) {
            case "AccessDeniedException" -> "AccessDeniedException: the role of this function may not read it";
            case "ResourceNotFoundException" ->
                "ResourceNotFoundException: there is no such secret, or it has no value yet";
            case "DecryptionFailure" -> "DecryptionFailure: the role may not use the key that it is encrypted with";
            case String other -> other;
        };
    }
}

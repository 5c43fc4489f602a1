package io.lapwing.aws.adapters;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/// Signs requests to one service of AWS (Signature Version 4) and sends them: for services of which one operation is
/// needed, where their own clients would be large ones.
///
/// Thread-safe.
final class SignedHttp {

    /// A secret, the largest thing that is answered, has 64 KiB; escaped, it can have some more.
    private static final int MAX_ANSWER_BYTES = 512 * 1024;

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final SdkHttpClient http;
    private final String signingName;
    private final String region;
    private final AwsCredentialsProvider credentials;

    /// @param http with timeouts of its own
    /// @param signingName what the service is called in signatures
    SignedHttp(SdkHttpClient http, String signingName, String region, AwsCredentialsProvider credentials) {
        this.http = http;
        this.signingName = signingName;
        this.region = region;
        this.credentials = credentials;
    }

    /// @param body UTF-8
    record Answer(int status, String body) {

        boolean isSuccessful() {
            return status >= 200 && status < 300;
        }
    }

    /// Once, whatever is answered.
    ///
    /// @throws IOException if there is no answer, or one that is too large
    /// @throws SdkException if there are no credentials
    Answer send(SdkHttpRequest request, byte[] payload) throws IOException {
        HttpExecuteResponse response = http.prepareRequest(signed(request, payload)).call();
        AbortableInputStream body = response.responseBody().orElse(null);
        return new Answer(response.httpResponse().statusCode(), body == null ? "" : read(body));
    }

    private static String read(InputStream body) throws IOException {
        try (body) {
            byte[] bytes = body.readNBytes(MAX_ANSWER_BYTES + 1);
            if (bytes.length > MAX_ANSWER_BYTES) {
                throw new IOException("an answer of more than " + MAX_ANSWER_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private HttpExecuteRequest signed(SdkHttpRequest request, byte[] payload) {
        SdkHttpRequest sized = request.copy(copy -> copy.putHeader("Content-Length", Integer.toString(payload.length)));
        SignedRequest signed = signer.sign(toSign -> toSign.identity(credentials.resolveCredentials()).request(sized)
                .payload(ContentStreamProvider.fromByteArray(payload))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, signingName)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        return HttpExecuteRequest.builder().request(signed.request())
                .contentStreamProvider(signed.payload().orElseThrow()).build();
    }
}

package io.lapwing.aws.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.function.Consumer;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;

/// Sends spans by the HTTP client that the AWS SDK has loaded already: a second one costs a starting function a tenth
/// of a second and twenty megabytes. Returns when there is an answer.
final class UrlConnectionSender implements HttpSender {

    private static final int MAX_ANSWER = 64 * 1024;

    private final HttpSenderConfig config;

    UrlConnectionSender(HttpSenderConfig config) {
        this.config = config;
    }

    @SuppressWarnings("ArrayRecordComponent") // lives as long as one call, and is never compared
    private record Answer(int getStatusCode, String getStatusMessage, byte[] getResponseBody)
            implements
            HttpResponse {}

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> onAnswer, Consumer<Throwable> onFailure) {
        try {
            onAnswer.accept(post(message));
        } catch (IOException | RuntimeException e) {
            onFailure.accept(e);
        }
    }

    private HttpResponse post(MessageWriter message) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) config.getEndpoint().toURL().openConnection();
        connection.setConnectTimeout(millis(config.getConnectTimeout()));
        connection.setReadTimeout(millis(config.getTimeout()));
        connection.setInstanceFollowRedirects(false);
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", config.getContentType());
        var headers = config.getHeadersSupplier().get();
        if (headers != null) {
            headers.forEach((name, values) -> values.forEach(value -> connection.addRequestProperty(name, value)));
        }
        connection.setFixedLengthStreamingMode(message.getContentLength());
        try (OutputStream body = connection.getOutputStream()) {
            message.writeMessage(body);
        }
        int status = connection.getResponseCode();
        try (InputStream answer = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            byte[] read = answer == null ? new byte[0] : answer.readNBytes(MAX_ANSWER);
            return new Answer(status, String.valueOf(connection.getResponseMessage()), read);
        }
    }

    private static int millis(Duration time) {
        return Math.clamp(time.toMillis(), 1, Integer.MAX_VALUE);
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}

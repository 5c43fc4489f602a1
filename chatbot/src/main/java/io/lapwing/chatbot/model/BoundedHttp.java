package io.lapwing.chatbot.model;

import io.lapwing.chatbot.channels.Deadline;
import io.lapwing.chatbot.channels.HttpCall;
import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.HttpOutcome;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;

/// What langchain4j sends its requests with: the JDK's client, but with an end to an answer's length and to the time that
/// all of it may take, neither of which langchain4j's own way of using it has. Thread-safe.
record BoundedHttp(HttpCaller http) implements HttpClient {
    private static final int TOO_MANY_REQUESTS = 429;

    /// @throws Unanswered if there is no answer, or another one than 2xx
    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        Deadline deadline = http.deadline();
        return switch (http.send(call(request), deadline)) {
            case HttpOutcome.Answered(int status, String body) ->
                SuccessfulHttpResponse.builder().statusCode(status).headers(Map.of()).body(body).build();
            case HttpOutcome.Busy(int status, Duration after, String _) ->
                throw new Unanswered("status " + status, true, status == TOO_MANY_REQUESTS ? after : Duration.ZERO);
            case HttpOutcome.Refused(int status, String _) ->
                throw new Unanswered("status " + status, false, Duration.ZERO);
            case HttpOutcome.Lost _ -> throw deadline.remaining().isZero()
                    ? new Unanswered("no answer in time", false, Duration.ZERO)
                    : new Unanswered("no connection, or one that broke", true, Duration.ZERO);
        };
    }

    private static HttpCall call(HttpRequest request) {
        String body = request.body() == null ? "" : request.body();
        HttpCall call = HttpCall.postBytes(URI.create(request.url()), "application/json",
                body.getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
            call = call.withHeader(header.getKey(), String.join(", ", header.getValue()));
        }
        return call;
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("no answer is streamed");
    }

    /// Gives it to langchain4j, whose own timeouts do not count here.
    record Builder(HttpCaller http) implements HttpClientBuilder {

        @Override
        public Duration connectTimeout() {
            return HttpCaller.TIMEOUT;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return HttpCaller.TIMEOUT;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return new BoundedHttp(http);
        }
    }
}

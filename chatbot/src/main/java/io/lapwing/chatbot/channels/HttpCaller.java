package io.lapwing.chatbot.channels;

import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// Calls platforms: once, whatever they answer, following no redirect, and never for longer than it has time. Thread-safe;
/// one for the whole process.
public final class HttpCaller {
    /// A second less than what a sender has, for what it does itself.
    public static final Duration TIMEOUT = Duration.ofSeconds(9);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final Duration AFTER_TOO_MANY = Duration.ofSeconds(10);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

    private static final ScopedValue<TraceParent> TRACE = ScopedValue.newInstance();

    private final InstantSource clock;
    private final Duration timeout;
    /// Made by the first call: it costs a starting process much, and most webhooks call nobody.
    private @Nullable HttpClient client;

    public HttpCaller(InstantSource clock) {
        this(clock, TIMEOUT);
    }

    /// @param timeout for all calls of one message together
    public HttpCaller(InstantSource clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
    }

    /// Does something whose requests to platforms belong to a trace: they bear it as a `traceparent`.
    public static <T> T within(@Nullable TraceParent trace, Supplier<T> act) {
        return trace == null ? act.get() : ScopedValue.where(TRACE, trace).call(act::get);
    }

    /// To be asked for once for each message that is sent.
    public Deadline deadline() {
        return Deadline.in(timeout);
    }

    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER).build();
            client = made;
        }
        return made;
    }

    public HttpOutcome send(HttpCall call, Deadline deadline) {
        if (deadline.remaining().isZero()) {
            return new HttpOutcome.Lost("no time was left for another request to the platform");
        }
        // Not the request's own timeout: that ends with the headers, and a body may trickle for ever.
        CompletableFuture<HttpResponse<byte[]>> answer = client().sendAsync(traced(call).request(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        try {
            return outcome(answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            return new HttpOutcome.Lost("the platform did not answer in time");
        } catch (ExecutionException e) {
            return lost(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new HttpOutcome.Lost("interrupted");
        } finally {
            answer.cancel(true);
        }
    }

    /// Opens what is behind an address, to be read as it comes.
    ///
    /// @param patience for all of it
    /// @throws IOException if it is not given out, or not in time; so does a read
    public Download open(HttpCall call, Duration patience) throws IOException {
        CompletableFuture<HttpResponse<InputStream>> answer = client().sendAsync(traced(call).request(),
                BodyHandlers.ofInputStream());
        try {
            return Download.of(answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS), patience);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("the platform did not answer in time", e);
        } catch (ExecutionException e) {
            throw new IOException("the platform is not to be reached", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            throw new InterruptedIOException();
        }
    }

    private static HttpCall traced(HttpCall call) {
        return TRACE.isBound() ? call.withHeader("traceparent", TRACE.get().header()) : call;
    }

    /// A bug in here is to be seen, and not to be tried again and again.
    private static HttpOutcome lost(ExecutionException failure) {
        return switch (failure.getCause()) {
            case HttpTimeoutException _ -> new HttpOutcome.Lost("the platform did not answer in time");
            case IOException _ -> new HttpOutcome.Lost("the platform is not to be reached, or broke off its answer");
            case null, default -> throw new IllegalStateException("a request could not be sent", failure.getCause());
        };
    }

    private HttpOutcome outcome(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (status >= 200 && status < 300) {
            return new HttpOutcome.Answered(status, body);
        }
        boolean isBusy = status >= SERVER_ERROR || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT
                || status == TOO_EARLY;
        return isBusy ? new HttpOutcome.Busy(status, after(response), body) : new HttpOutcome.Refused(status, body);
    }

    private Duration after(HttpResponse<?> response) {
        return response.headers().firstValue("Retry-After")
                .flatMap(header -> RetryAfter.parse(header, clock.instant()))
                .orElse(response.statusCode() == TOO_MANY_REQUESTS ? AFTER_TOO_MANY : AFTER_FAULT);
    }
}

package io.lapwing.aws.emulator;

import io.lapwing.aws.emulator.InvocationResult.Failed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/// The Lambda Runtime API, version 2018-06-01, on this machine's loopback: what a function's process asks for calls, and
/// what it answers them to. One emulator serves one process at a time, as one execution environment does.
public final class RuntimeApiEmulator implements AutoCloseable {

    static final String ARN = "arn:aws:lambda:eu-central-1:000000000000:function:emulated";

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String INVOCATION = ROOT + "invocation/";
    /// Lambda takes 6 MB, and a little for the envelope.
    private static final int MAX_BODY = 6 * 1024 * 1024 + 100;
    private static final long NEVER = 0;

    static {
        // Otherwise each answer waits 40 ms for a delayed ACK; read once, when the server's classes are loaded.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final InvocationQueue queue = new InvocationQueue();
    private final AtomicLong firstReply = new AtomicLong(NEVER);
    private final AtomicReference<@Nullable Failed> initError = new AtomicReference<>();
    private final CountDownLatch snapshotTaken = new CountDownLatch(1);
    private final CountDownLatch restored = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private RuntimeApiEmulator() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public static RuntimeApiEmulator start() {
        try {
            return new RuntimeApiEmulator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a process finds in `AWS_LAMBDA_RUNTIME_API`.
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Calls the function, and waits for what becomes of it. A call may be made before the process is there.
    public InvocationResult invoke(String event, Duration timeout) {
        return queue.invoke(Invocation.of(event, timeout));
    }

    public InvocationResult invoke(Invocation invocation) {
        return queue.invoke(invocation);
    }

    /// Waits until the process has been initialised and asks for calls.
    ///
    /// @return false if it does not in time
    public boolean awaitReady(Duration timeout) {
        try {
            return queue.awaitPoll(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What the process said instead of asking for calls: its handler could not be loaded, or not be made.
    public Optional<Failed> initError() {
        return Optional.ofNullable(initError.get());
    }

    /// When the first answer of all, good or bad, had arrived: a value of [System#nanoTime()].
    public OptionalLong firstReplyAt() {
        long at = firstReply.get();
        return at == NEVER ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /// With `AWS_LAMBDA_INITIALIZATION_TYPE=snap-start`: waits until the process can be frozen, which is after its
    /// hooks `beforeCheckpoint`.
    public boolean awaitSnapshot(Duration timeout) {
        try {
            return snapshotTaken.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Lets a process that was to be frozen go on, as if it had been restored.
    public void restore() {
        restored.countDown();
    }

    /// The process is gone: what was asked of it will not be answered.
    void processEnded(String reason) {
        queue.processEnded(reason);
    }

    @Override
    public void close() {
        queue.processEnded("the emulator was closed");
        restore();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod() + " " + path) {
                case "GET " + INVOCATION + "next" -> next(exchange);
                case "GET " + ROOT + "restore/next" -> snapshot(exchange);
                case "POST " + ROOT + "init/error", "POST " + ROOT + "restore/error" -> initFailed(exchange);
                default -> answered(exchange, path);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        Optional<Invocation> next = queue.next();
        if (next.isEmpty()) {
            send(exchange, 410, "{}");
            return;
        }
        Invocation invocation = next.get();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.set("Lambda-Runtime-Deadline-Ms",
                Long.toString(System.currentTimeMillis() + invocation.timeout().toMillis()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", ARN);
        headers.set("Lambda-Runtime-Trace-Id", invocation.traceHeader());
        send(exchange, 200, invocation.event());
    }

    private void snapshot(HttpExchange exchange) throws IOException, InterruptedException {
        snapshotTaken.countDown();
        restored.await();
        send(exchange, 200, "{}");
    }

    private void initFailed(HttpExchange exchange) throws IOException {
        Failed failure = failure(exchange,
                new String(exchange.getRequestBody().readNBytes(MAX_BODY), StandardCharsets.UTF_8));
        initError.set(failure);
        queue.end(failure);
        accepted(exchange);
    }

    private void answered(HttpExchange exchange, String path) throws IOException {
        String[] parts = path.startsWith(INVOCATION) && exchange.getRequestMethod().equals("POST")
                ? path.substring(INVOCATION.length()).split("/", -1)
                : new String[0];
        if (parts.length != 2 || !(parts[1].equals("response") || parts[1].equals("error"))) {
            send(exchange, 404, "{\"errorType\":\"NotFound\",\"errorMessage\":\"no such path\"}");
            return;
        }
        byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        String body = new String(bytes, StandardCharsets.UTF_8);
        if (bytes.length > MAX_BODY) {
            queue.fail(parts[0], new Failed("Function.ResponseSizeTooLarge", "{}"));
            send(exchange, 413, "{\"errorType\":\"RequestEntityTooLarge\",\"errorMessage\":\"over 6 MB\"}");
            return;
        }
        firstReply.compareAndSet(NEVER, System.nanoTime());
        boolean known = parts[1].equals("response") ? queue.reply(parts[0], body)
                : queue.fail(parts[0], failure(exchange, body));
        if (known) {
            accepted(exchange);
        } else {
            send(exchange, 400, "{\"errorType\":\"InvalidRequestID\",\"errorMessage\":\"nobody waits for it\"}");
        }
    }

    private static Failed failure(HttpExchange exchange, String body) {
        return new Failed(
                String.valueOf(exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type")),
                body);
    }

    private static void accepted(HttpExchange exchange) throws IOException {
        send(exchange, 202, "{\"status\":\"OK\"}");
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}

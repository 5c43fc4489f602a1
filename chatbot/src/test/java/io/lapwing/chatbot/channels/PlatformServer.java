package io.lapwing.chatbot.channels;

import io.lapwing.sharedmodel.port.ChatSenderContract.Mood;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/// A chat platform's API on this machine: answers as it is told to, in each [Mood], and remembers what it was asked.
public final class PlatformServer implements AutoCloseable {
    private static final int FLOOD_BYTES = 8 << 20;
    private static final int MAX_SILENT_SECONDS = 30;
    private static final Answer BROKEN = new Answer(500, Map.of("Content-Type", "text/html"), "<h1>Sorry</h1>");

    /// A request that came.
    ///
    /// @param target path and query, as they were sent
    /// @param headers by names in lower case
    /// @param body as ISO-8859-1, which keeps every byte
    public record Seen(String method, String target, Map<String, String> headers, String body) {
        public String text() {
            return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        public Payload json() {
            return Payload.read(body.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    public record Answer(int status, Map<String, String> headers, String body) {
        public static Answer json(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "application/json"), body);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Function<Seen, Answer> well;
    private final Answer busy;
    private final Answer refusing;
    private volatile Mood mood = Mood.WELL;

    /// @param well how it answers when all is well
    /// @param busy what it answers when it is asked too often
    /// @param refusing how it says that it will not have something
    public PlatformServer(Function<Seen, Answer> well, Answer busy, Answer refusing) {
        this.well = well;
        this.busy = busy;
        this.refusing = refusing;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Seen> seen() {
        return seen;
    }

    public void is(Mood newMood) {
        mood = newMood;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Seen request = read(exchange);
            seen.add(request);
            switch (mood) {
                case WELL -> send(exchange, well.apply(request));
                case BUSY -> send(exchange, busy);
                case REFUSING -> send(exchange, refusing);
                case BROKEN -> send(exchange, BROKEN);
                case SILENT -> closed.await(MAX_SILENT_SECONDS, TimeUnit.SECONDS);
                case BREAKING_OFF -> breakOff(exchange);
                case FLOODING -> flood(exchange);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Seen read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT),
                values.getFirst()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        return new Seen(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void breakOff(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write("{\"ok\":true".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private static void flood(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] spaces = " ".repeat(8192).getBytes(StandardCharsets.UTF_8);
        for (int sent = 0; sent < FLOOD_BYTES; sent += spaces.length) {
            exchange.getResponseBody().write(spaces);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.lapwing.chatbot.model;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.sharedmodel.json.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/// An endpoint on this machine that speaks OpenAI's chat completions, and says what it was told to: one behaviour for each
/// request, the last one for all that follow.
public final class ModelServer implements AutoCloseable {
    public static final String KEY = "sk-a-key-that-nobody-sees";
    private static final int FLOOD_BYTES = 10_000_000;
    private static final int MAX_SILENT_SECONDS = 30;
    private static final int TRICKLE_MILLIS = 50;

    /// What it does with a request.
    @FunctionalInterface
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /// A request that came.
    public record Seen(String path, String authorization, String body) {
        public Payload json() {
            return Payload.read(body);
        }

        /// What the fleet and the person wrote, as the model gets it.
        public Payload document() {
            return Payload.read(json().at("messages").items().get(1).at("content").text());
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Queue<Behaviour> behaviours = new ConcurrentLinkedQueue<>();
    private final AtomicLong flooded = new AtomicLong();

    public ModelServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public ModelSettings settings() {
        return ModelSettings.from(Map.of("LAPWING_MODEL_URL",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1", "LAPWING_MODEL_KEY", KEY,
                "LAPWING_MODEL_NAME", "small")).orElseThrow();
    }

    public List<Seen> seen() {
        return seen;
    }

    /// How many bytes of a flood were taken by somebody, or by the buffers on the way.
    long flooded() {
        return flooded.get();
    }

    /// In place of what it was told before.
    public void will(Behaviour... next) {
        behaviours.clear();
        behaviours.addAll(List.of(next));
    }

    /// Calls one tool.
    public void calls(String tool, String arguments) {
        will(calling(call(tool, arguments)));
    }

    /// A call of a tool.
    ///
    /// @param arguments JSON, or what is said to be
    public record Call(String tool, String arguments) {
        Map<String, Object> tree() {
            return Map.of("id", "call_1", "type", "function", "function", Map.of("name", tool, "arguments", arguments));
        }
    }

    public static Call call(String tool, String arguments) {
        return new Call(tool, arguments);
    }

    public static Behaviour calling(Call... calls) {
        return ok(message(Map.of("role", "assistant", "tool_calls", Stream.of(calls).map(Call::tree).toList())));
    }

    static Behaviour saying(String text) {
        return ok(message(Map.of("role", "assistant", "content", text)));
    }

    private static String message(Map<String, Object> message) {
        return Json.text(Map.of("id", "chatcmpl-1", "object", "chat.completion", "created", 1, "model", "small",
                "choices", List.of(Map.of("index", 0, "message", message, "finish_reason", "stop")), "usage",
                Map.of("prompt_tokens", 1, "completion_tokens", 1, "total_tokens", 2), "a_new_field", 7)).json();
    }

    static Behaviour ok(String body) {
        return exchange -> send(exchange, 200, body);
    }

    static Behaviour status(int status, String... header) {
        return exchange -> {
            if (header.length == 2) {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
            send(exchange, status, "{\"error\":{\"message\":\"the key " + KEY + " and what was said\"}}");
        };
    }

    Behaviour silence() {
        return _ -> closed.await(MAX_SILENT_SECONDS, TimeUnit.SECONDS);
    }

    static Behaviour breakingOff() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"choices\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    /// A blank now and then, for ever.
    Behaviour trickling() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (!closed.await(TRICKLE_MILLIS, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        };
    }

    Behaviour flooding() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = " ".repeat(8192).getBytes(StandardCharsets.UTF_8);
            for (int sent = 0; sent < FLOOD_BYTES; sent += spaces.length) {
                exchange.getResponseBody().write(spaces);
                flooded.addAndGet(spaces.length);
            }
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            seen.add(new Seen(exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Behaviour next = behaviours.size() > 1 ? behaviours.poll() : behaviours.peek();
            (next == null ? saying("I do not know.") : next).answer(exchange);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

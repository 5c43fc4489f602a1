package io.lapwing.local.chatemulator;

import io.lapwing.chatbot.channels.MalformedPayload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/// Where a bot finds an emulated platform: an HTTP server on the loopback interface.
final class PlatformServer implements AutoCloseable {
    private static final int MAX_BODY_BYTES = 16 << 20;
    private static final int BACKLOG = 64;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String prefix;
    private final Platform platform;

    private PlatformServer(HttpServer server, String prefix, Platform platform) {
        this.server = server;
        this.prefix = prefix;
        this.platform = platform;
    }

    /// @param prefix of the paths that are the platform's
    /// @throws IOException if the port is taken
    static PlatformServer start(int port, String prefix, Platform platform) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        PlatformServer server = new PlatformServer(http, prefix, platform);
        http.setExecutor(server.threads);
        http.createContext(prefix, server::handle);
        http.start();
        return server;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
            ApiReply reply = body.length > MAX_BODY_BYTES ? new ApiReply(413, "text/plain", new byte[0])
                    : answer(exchange, body);
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    private ApiReply answer(HttpExchange exchange, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        String path = exchange.getRequestURI().toString().substring(prefix.length());
        try {
            return platform.answer(new ApiCall(exchange.getRequestMethod(), path, headers, body));
        } catch (MalformedPayload e) {
            return ApiReply.json(400, Map.of("ok", false, "error", String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

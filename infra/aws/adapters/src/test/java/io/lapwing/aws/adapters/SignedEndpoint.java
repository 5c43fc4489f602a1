package io.lapwing.aws.adapters;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/// Stands for a service of AWS: answers what is signed as AWS demands, and refuses all else with 403.
final class SignedEndpoint implements AutoCloseable {

    private final SigV4Check signatures;
    private final Function<SigV4Check.Request, Reply> service;
    private final HttpServer server;
    private final List<String> refused = new CopyOnWriteArrayList<>();

    record Reply(int status, String body) {}

    SignedEndpoint(SigV4Check signatures, Function<SigV4Check.Request, Reply> service) throws IOException {
        this.signatures = signatures;
        this.service = service;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Why requests were not believed.
    List<String> refused() {
        return refused;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT),
                            String.join(",", values)));
            Reply reply = reply(new SigV4Check.Request(exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""), headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Reply reply(SigV4Check.Request request) {
        try {
            String problem = signatures.problem(request);
            if (problem.isEmpty()) {
                return service.apply(request);
            }
            refused.add(problem);
            return new Reply(403, "");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

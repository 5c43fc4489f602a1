package io.lapwing.aws.emulator.training;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/// What a function talks to while it is trained, on one port of the loopback: a [CannedDynamoDb], the issuer's keys,
/// sessions of any role, the secret of a chat platform, that platform, and a listener that takes spans, messages to
/// devices and to queues, and forgets them.
public final class TrainingServices implements AutoCloseable {

    private static final String ASSUME_ROLE = "Action=AssumeRole&";
    /// As Slack answers.
    private static final Map<String, Object> POSTED = Map.of("ok", true, "channel", "D1", "ts", "1700000000.000100");
    private static final Duration SESSION = Duration.ofMinutes(15);
    private static final int MAX_BODY = 16 << 20;

    private final CannedDynamoDb dynamoDb = new CannedDynamoDb();
    private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final String jwks;

    /// @param jwks what `/jwks.json` answers
    public TrainingServices(String jwks) {
        this.jwks = jwks;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Requests that nothing here has an answer for: a cache that was trained on errors is none.
    List<String> refused() {
        return List.copyOf(refused);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (target != null && target.startsWith("DynamoDB")) {
                send(exchange, "application/x-amz-json-1.0", dynamoDb(target, body));
            } else if (target != null && target.startsWith("secretsmanager")) {
                send(exchange, "application/x-amz-json-1.1", ChatEvents.secret());
            } else if (exchange.getRequestURI().getPath().endsWith("/chat.postMessage")) {
                send(exchange, "application/json", Json.write(POSTED));
            } else if (new String(body, StandardCharsets.UTF_8).startsWith(ASSUME_ROLE)) {
                send(exchange, "text/xml", session().getBytes(StandardCharsets.UTF_8));
            } else if (exchange.getRequestURI().getPath().equals("/jwks.json")) {
                send(exchange, "application/json", jwks.getBytes(StandardCharsets.UTF_8));
            } else {
                send(exchange, "application/json", Json.write(Map.of()));
            }
        } catch (IllegalArgumentException | MalformedJson e) {
            refused.add(exchange.getRequestURI() + ": " + e.getMessage());
            exchange.sendResponseHeaders(400, -1);
        }
    }

    /// As AWS STS answers `AssumeRole`.
    private static String session() {
        return """
                <AssumeRoleResponse><AssumeRoleResult><Credentials>
                  <AccessKeyId>ASIAEMULATED</AccessKeyId><SecretAccessKey>emulated</SecretAccessKey>
                  <SessionToken>emulated</SessionToken><Expiration>%s</Expiration>
                </Credentials></AssumeRoleResult></AssumeRoleResponse>"""
                .formatted(Instant.now().plus(SESSION).truncatedTo(ChronoUnit.SECONDS));
    }

    @SuppressWarnings("unchecked")
    private byte[] dynamoDb(String target, byte[] body) throws MalformedJson {
        Map<String, Object> request = Json.read(body) instanceof Map<?, ?> map
                ? (Map<String, Object>) map
                : Map.of();
        return Json.write(dynamoDb.answer(target.substring(target.indexOf('.') + 1), request));
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("x-amz-crc32", Long.toString(checksum.getValue()));
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}

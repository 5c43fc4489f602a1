package io.lapwing.aws.adapters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A way to a DynamoDB on which faults happen that were planned: `faults.next("TransactWriteItems", 1, Fault.lost())`.
/// Requests count from 1, those that a client repeats on its own included; a client of the JDK sends a request once
/// more, unasked, when its connection is cut.
///
/// Thread-safe.
public final class DynamoDbFaults implements AutoCloseable {

    private static final String OPERATION_HEADER = "X-Amz-Target";
    /// What each of the two connections has of its own; and the checksum, since an answer may be changed.
    private static final Set<String> NOT_FORWARDED = Set.of("host", "content-length", "connection", "expect", "upgrade",
            "transfer-encoding", "date", "x-amz-crc32");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI target;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE).build();
    private final List<String> seen = new ArrayList<>();
    private final List<Plan> plans = new CopyOnWriteArrayList<>();

    private static final class Plan {

        private final Predicate<Fault.Request> when;
        private final Fault fault;
        private int left;

        Plan(Predicate<Fault.Request> when, int times, Fault fault) {
            this.when = when;
            this.left = times;
            this.fault = fault;
        }

        synchronized boolean takes(Fault.Request request) {
            if (left == 0 || !when.test(request)) {
                return false;
            }
            left--;
            return true;
        }
    }

    private DynamoDbFaults(URI target) {
        this.target = target;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /// Faults on the way to `target`.
    public static DynamoDbFaults before(URI target) {
        return new DynamoDbFaults(target);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// A client as a function has it, on this way.
    public DynamoDbClient client() {
        return new AwsClients(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test", "AWS_ENDPOINT_URL", endpoint().toString())).dynamoDb();
    }

    /// Plans `fault` for the next `times` requests of an operation (`PutItem`).
    public void next(String operation, int times, Fault fault) {
        plan(request -> request.operation().equals(operation), times, fault);
    }

    /// Plans `fault` for all requests of an operation.
    public void always(String operation, Fault fault) {
        next(operation, Integer.MAX_VALUE, fault);
    }

    /// Plans `fault` for the request of this number.
    public void at(int number, Fault fault) {
        plan(request -> request.number() == number, 1, fault);
    }

    /// Plans `fault` for the next `times` requests that `when` holds of. Of several, the one planned first counts.
    public void plan(Predicate<Fault.Request> when, int times, Fault fault) {
        plans.add(new Plan(when, times, fault));
    }

    /// No more faults, and the next request is the first.
    public void reset() {
        plans.clear();
        synchronized (seen) {
            seen.clear();
        }
    }

    /// The operations that were asked for, in their order.
    public List<String> operations() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Fault.Request request = read(exchange);
            Fault fault = plans.stream().filter(plan -> plan.takes(request)).findFirst().map(plan -> plan.fault)
                    .orElse(Fault.none());
            Fault.Answer answer = fault.answer(request, body -> forward(exchange, body));
            if (answer.isSent()) {
                exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Fault.Request read(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String header = exchange.getRequestHeaders().getFirst(OPERATION_HEADER);
        String operation = header == null ? "" : header.substring(header.indexOf('.') + 1);
        synchronized (seen) {
            seen.add(operation);
            return new Fault.Request(seen.size(), operation, body);
        }
    }

    private Fault.Answer forward(HttpExchange exchange, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI())).timeout(PATIENCE)
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<String> response = client.send(request.build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return Fault.Answer.of(response.statusCode(), response.body());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}

package io.lapwing.aws.adapters;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AwsClientsTest {

    private static final Map<String, String> KEYS = Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "AKIDENV",
            "AWS_SECRET_ACCESS_KEY", "secret", "AWS_SESSION_TOKEN", "session");
    private static final String CONTAINER_URI = "aws.containerCredentialsFullUri";

    /// Answers every call with an empty list of tables, and keeps how it was signed.
    private HttpServer server;
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private final List<String> sessions = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            sessions.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Security-Token")));
            byte[] body = "{\"TableNames\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/credentials", exchange -> {
            byte[] body = ("{\"AccessKeyId\":\"AKIDCONTAINER\",\"SecretAccessKey\":\"s\",\"Token\":\"container-session\","
                    + "\"Expiration\":\"2100-01-01T00:00:00Z\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        System.clearProperty(CONTAINER_URI);
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return more;
    }

    private static void listTables(Map<String, String> environment) {
        try (DynamoDbClient client = new AwsClients(environment).dynamoDb()) {
            assertThat(client.listTables().tableNames()).isEmpty();
        }
    }

    @Test
    void signs_with_the_keys_of_the_environment() {
        listTables(with(KEYS, "AWS_ENDPOINT_URL", endpoint().toString()));

        assertThat(signatures).singleElement().asString()
                .contains("Credential=AKIDENV/", "/eu-central-1/dynamodb/aws4_request");
        assertThat(sessions).containsExactly("session");
    }

    @Test
    void prefers_the_endpoint_of_the_service() {
        Map<String, String> environment = with(KEYS, "AWS_ENDPOINT_URL", "http://127.0.0.1:1");

        listTables(with(environment, "AWS_ENDPOINT_URL_DYNAMODB", endpoint().toString()));

        assertThat(signatures).hasSize(1);
    }

    @Test
    void takes_the_containers_credentials_where_there_are_some_and_not_before_they_are_needed() {
        System.setProperty(CONTAINER_URI, "http://127.0.0.1:1/not-yet");
        try (DynamoDbClient client = new AwsClients(Map.of("AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL",
                endpoint().toString(), "AWS_CONTAINER_CREDENTIALS_FULL_URI", "set")).dynamoDb()) {
            System.setProperty(CONTAINER_URI, endpoint() + "/credentials");
            client.listTables();
        }

        assertThat(signatures).singleElement().asString().contains("Credential=AKIDCONTAINER/");
        assertThat(sessions).containsExactly("container-session");
    }

    @Test
    void says_what_is_missing() {
        assertThatThrownBy(() -> new AwsClients(Map.of())).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AWS_REGION");
        assertThatThrownBy(() -> new AwsClients(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", " ")))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("AWS_ACCESS_KEY_ID");
    }

    @Test
    void gives_up_on_a_service_that_does_not_answer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                DynamoDbClient client = new AwsClients(with(KEYS, "AWS_ENDPOINT_URL",
                        "http://127.0.0.1:" + silent.getLocalPort())).dynamoDb()) {
            long start = System.nanoTime();

            assertThatThrownBy(client::listTables).isInstanceOf(SdkException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
        }
    }
}

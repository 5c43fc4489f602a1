package io.lapwing.aws.adapters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// A DynamoDB for tests: Dynoxide, a program of 8 MB that keeps to the service's wire protocol and is held to it by a
/// public conformance suite. One for all tests of a JVM, started by the first that wants it, in memory.
///
/// Another one can be put in its place: `-Dlapwing.dynamodb.endpoint=http://127.0.0.1:8000`.
public final class TestDynamoDb {

    static final String HOW_TO_GET_ONE = "no DynamoDB: put `dynoxide` on the PATH (npm install @dynoxide/linux-x64),"
            + " name it in LAPWING_DYNOXIDE, or give -Dlapwing.dynamodb.endpoint";

    private static final String PROGRAM = "dynoxide";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static @Nullable TestDynamoDb shared;

    private final URI endpoint;
    private final DynamoDbClient client;

    private TestDynamoDb(URI endpoint) {
        this.endpoint = endpoint;
        this.client = clientOf(endpoint);
    }

    /// Whether one is there, or can be started.
    public static boolean isAvailable() {
        return givenEndpoint().isPresent() || program().isPresent();
    }

    static boolean isRequired() {
        return Boolean.getBoolean("lapwing.dynamodb.required");
    }

    public static synchronized TestDynamoDb shared() {
        if (shared == null) {
            shared = new TestDynamoDb(givenEndpoint().orElseGet(TestDynamoDb::start));
        }
        return shared;
    }

    public URI endpoint() {
        return endpoint;
    }

    public DynamoDbClient client() {
        return client;
    }

    /// A database with two fresh tables.
    public DynamoDatabase database() {
        return new DynamoDatabase(client, freshTables());
    }

    /// Two fresh tables.
    public DynamoDbTables freshTables() {
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        DynamoDbTables tables = new DynamoDbTables("lapwing-" + suffix, "lapwing-readings-" + suffix);
        Stream.of(tables.registry(), tables.readings()).forEach(this::create);
        return tables;
    }

    public static DynamoDbClient clientOf(URI endpoint) {
        return DynamoDbClient.builder().endpointOverride(endpoint).region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(10)))
                .build();
    }

    private void create(String table) {
        client.createTable(request -> request.tableName(table).billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder().attributeName(DynamoDbKey.PK).keyType(KeyType.HASH).build(),
                        KeySchemaElement.builder().attributeName(DynamoDbKey.SK).keyType(KeyType.RANGE).build())
                .attributeDefinitions(attribute(DynamoDbKey.PK), attribute(DynamoDbKey.SK)));
        client.waiter().waitUntilTableExists(request -> request.tableName(table));
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
    }

    private static Optional<URI> givenEndpoint() {
        return Optional.ofNullable(System.getProperty("lapwing.dynamodb.endpoint")).filter(text -> !text.isBlank())
                .map(URI::create);
    }

    private static Optional<Path> program() {
        String named = System.getenv("LAPWING_DYNOXIDE");
        Stream<Path> places = named != null && !named.isBlank()
                ? Stream.of(Path.of(named))
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, PROGRAM));
        return places.filter(Files::isExecutable).findFirst();
    }

    private static URI start() {
        Path program = program().orElseThrow(() -> new IllegalStateException(HOW_TO_GET_ONE));
        try {
            int port = freePort();
            Process process = new ProcessBuilder(program.toString(), "serve", "--host", "127.0.0.1", "--port",
                    Integer.toString(port)).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            awaitPort(process, port);
            return URI.create("http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(Process process, int port) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                    throw new IOException(PROGRAM + " did not start", e);
                }
            }
        }
    }
}

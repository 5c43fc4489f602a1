package io.lapwing.aws.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// An S3 for tests: S3Mock in a process of its own, one for all tests of a JVM, started by the first that wants it and
/// ended with it; or any other at an address.
public final class TestS3 {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final URI endpoint;
    private final S3Client client;
    private final String bucket = "lapwing-" + UUID.randomUUID();

    private TestS3(URI endpoint) {
        this.endpoint = endpoint;
        this.client = client(endpoint);
        client.createBucket(request -> request.bucket(bucket));
    }

    private static final class Shared {
        private static final TestS3 S3 = new TestS3(start());
    }

    public static TestS3 shared() {
        return Shared.S3;
    }

    public static TestS3 at(URI endpoint) {
        return new TestS3(endpoint);
    }

    public URI endpoint() {
        return endpoint;
    }

    public String bucket() {
        return bucket;
    }

    public S3ObjectStore store() {
        return store(client, bucket);
    }

    /// A store of another bucket, whether there is one or not.
    S3ObjectStore storeOf(String otherBucket) {
        return store(client, otherBucket);
    }

    /// A store of the same bucket behind another address.
    S3ObjectStore storeAt(URI other) {
        return store(client(other), bucket);
    }

    private S3ObjectStore store(S3Client through, String where) {
        S3Presigner presigner = S3Presigner.builder().endpointOverride(endpoint).region(Region.EU_CENTRAL_1)
                .credentialsProvider(TestSqs.CREDENTIALS)
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build()).build();
        return new S3ObjectStore(through, presigner, where);
    }

    private static S3Client client(URI endpoint) {
        return TransferClients.s3().endpointOverride(endpoint).region(Region.EU_CENTRAL_1)
                .credentialsProvider(TestSqs.CREDENTIALS).forcePathStyle(true).build();
    }

    private static URI start() {
        try {
            Path folder = Files.createTempDirectory("lapwing-test-s3");
            int port = freePort();
            Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m",
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", System.getProperty("lapwing.s3mock.jar"),
                    "--server.port=" + freePort(), "--com.adobe.testing.s3mock.http-port=" + port,
                    "--com.adobe.testing.s3mock.store.root=" + folder.resolve("store"))
                    .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, folder)));
            URI endpoint = URI.create("http://127.0.0.1:" + port);
            awaitAnswer(process, endpoint, folder.resolve("log"));
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitAnswer(Process process, URI endpoint, Path log) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/")).timeout(Duration.ofSeconds(5)).build();
            while (true) {
                try {
                    http.send(request, BodyHandlers.discarding());
                    return;
                } catch (IOException e) {
                    if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                        throw new IOException("S3Mock did not start:\n" + Files.readString(log), e);
                    }
                    Thread.sleep(100);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void stop(Process process, Path folder) {
        process.destroyForcibly();
        try (Stream<Path> files = process.waitFor(10, TimeUnit.SECONDS) ? Files.walk(folder) : Stream.empty()) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.lapwing.local.adapters;

import io.lapwing.local.adapters.DownloadSender.Outcome.Found;
import io.lapwing.local.adapters.DownloadSender.Outcome.Missing;
import io.lapwing.local.adapters.DownloadSender.Outcome.NotSigned;
import io.lapwing.local.adapters.UploadReceiver.Arrival;
import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.DownloadRequest;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.UploadTicket;
import io.lapwing.sharedmodel.fixtures.Upload;
import io.lapwing.sharedmodel.port.ObjectStore;
import io.lapwing.sharedmodel.port.ObjectStoreContract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/// Its uploads go through an HTTP server that hands them on as they come.
class FileObjectStoreTest extends ObjectStoreContract {

    private static final ContentType TEXT = new ContentType("text/plain");
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(
            StandardCharsets.UTF_8);

    @TempDir
    private Path folder = Path.of("");

    private final HttpServer server = server();
    private final SignedAddresses addresses = new SignedAddresses(
            () -> URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/objects"), SECRET,
            InstantSource.system());
    private Optional<FileObjectStore> store = Optional.empty();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void open() {
        store = Optional.of(FileObjectStore.open(folder, addresses));
        server.createContext("/objects/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Override
    public ObjectStore store() {
        return store.orElseThrow();
    }

    private UploadReceiver receiver() {
        return new UploadReceiver(store.orElseThrow(), addresses);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            send(exchange);
        } else {
            receive(exchange);
        }
    }

    private void send(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (new DownloadSender(store.orElseThrow(), addresses).send(exchange.getRequestURI())) {
                case Found(ContentType type, long size, String disposition, InputStream body) -> {
                    try (body) {
                        exchange.getResponseHeaders().set("Content-Type", type.value());
                        exchange.getResponseHeaders().set("Content-Disposition", disposition);
                        exchange.sendResponseHeaders(200, size);
                        body.transferTo(exchange.getResponseBody());
                    }
                }
                case NotSigned() -> exchange.sendResponseHeaders(403, -1);
                case Missing() -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            long length = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Length"))
                    .map(Long::valueOf).orElse(-1L);
            Arrival arrival = new Arrival(exchange.getRequestURI(),
                    exchange.getRequestHeaders().getFirst("Content-Type"), length, exchange.getRequestBody());
            exchange.sendResponseHeaders(receiver().receive(arrival).status(), -1);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).toList();
        }
    }

    @Test
    void leaves_nothing_beside_its_objects() throws IOException {
        ObjectKey key = new ObjectKey("a/b");
        store().put(key, ObjectContent.of(TEXT, new byte[100]));
        ObjectContent bad = new ObjectContent(TEXT, 5, () -> new ByteArrayInputStream(new byte[4]));
        assertThatExceptionOfType(ObjectContent.BadSource.class).isThrownBy(() -> store().put(key, bad));

        assertThat(files()).containsExactly("objects/a/b~");
    }

    @Test
    void removes_what_an_earlier_process_left_half_written() throws IOException {
        Path half = Files.write(folder.resolve("incoming/half"), new byte[10]);
        Files.setLastModifiedTime(half, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Files.write(folder.resolve("incoming/being-written"), new byte[10]);
        store().put(new ObjectKey("a"), ObjectContent.of(TEXT, new byte[100]));

        ObjectStore next = FileObjectStore.open(folder, addresses);

        assertThat(files()).containsExactlyInAnyOrder("incoming/being-written", "objects/a~");
        assertThat(next.head(new ObjectKey("a"))).isPresent();
    }

    @Test
    void takes_one_of_the_uploads_that_race_for_a_key() {
        Upload upload = Upload.of(new ObjectKey("raced"), TEXT, "0");
        UploadTicket ticket = store().presignUpload(upload.request());

        List<Integer> statuses = race(8, i -> upload.with(Integer.toString(i)).send(ticket));

        assertThat(statuses).containsOnlyOnce(201).contains(412).hasSize(8);
        assertThat(statuses).filteredOn(status -> status == 412).hasSize(7);
    }

    @Test
    void reads_no_further_than_was_signed() throws IOException {
        Upload upload = Upload.of(new ObjectKey("endless"), TEXT, "12345");
        URI address = store().presignUpload(upload.request()).url();
        ByteArrayInputStream body = new ByteArrayInputStream(new byte[100_000]);

        UploadReceiver.Outcome outcome = receiver().receive(new Arrival(address, "text/plain", -1, body));

        assertThat(outcome).isEqualTo(UploadReceiver.Outcome.NOT_AS_SIGNED);
        assertThat(body.available()).isGreaterThan(99_990);
        assertThat(files()).isEmpty();
    }

    @Test
    void signs_every_part_of_an_upload() {
        Upload upload = Upload.of(new ObjectKey("signed"), TEXT, "12345").withSha256(Sha256.of(new byte[0]));
        String url = store().presignUpload(upload.request()).url().toString();

        Stream.of(url.replace("size=5", "size=6"), url.replace("text%2Fplain", "text%2Fhtml"),
                url.replace("expires=", "expires=1"), url.replaceAll("&sha256=[0-9a-f]+", ""),
                url.replace("/signed?", "/other?"), url.replace("/signed?", "/..%2Fsigned?"),
                url.replaceAll("&signature=.*", ""), url.replaceAll("signature=.*", "signature="), url + "&size=6")
                .forEach(tampered -> {
                    assertThat(tampered).isNotEqualTo(url);
                    assertThat(addresses.verifyUpload(URI.create(tampered))).as(tampered).isEmpty();
                });
        assertThat(addresses.verifyUpload(URI.create(url))).isPresent();
        assertThat(addresses.verifyDownload(URI.create(url))).isEmpty();
    }

    @Test
    void signs_every_part_of_a_download() {
        String url = store().presignDownload(new DownloadRequest(new ObjectKey("signed"), "a.csv",
                Duration.ofMinutes(10))).toString();

        Stream.of(url.replace("name=a.csv", "name=b.csv"), url.replace("expires=", "expires=1"),
                url.replace("/signed?", "/other?"), url.replaceAll("signature=.*", "signature="), url + "&name=b")
                .forEach(tampered -> {
                    assertThat(tampered).isNotEqualTo(url);
                    assertThat(addresses.verifyDownload(URI.create(tampered))).as(tampered).isEmpty();
                });
        assertThat(addresses.verifyDownload(URI.create(url))).isPresent();
        assertThat(addresses.verifyUpload(URI.create(url))).isEmpty();
    }
}

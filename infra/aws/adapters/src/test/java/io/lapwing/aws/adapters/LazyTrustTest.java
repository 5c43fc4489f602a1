package io.lapwing.aws.adapters;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LazyTrustTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;
    private KeyStore identity;
    private HttpsServer server;

    /// A server that says of itself that it is `localhost`.
    @BeforeEach
    void start() throws IOException, GeneralSecurityException, InterruptedException {
        identity = selfSigned("localhost");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private KeyStore selfSigned(String host) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("identity.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host,
                "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", String.valueOf(PASSWORD))
                .inheritIO().start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private KeyStore anchors() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("server", identity.getCertificate("server"));
        return store;
    }

    private int status(String host, @Nullable KeyStore anchors) throws IOException, GeneralSecurityException {
        LazyTrust trust = new LazyTrust(anchors);
        trust.loadMeanwhile();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{trust}, null);
        HttpsURLConnection connection = (HttpsURLConnection) address(host).toURL().openConnection();
        connection.setSSLSocketFactory(context.getSocketFactory());
        connection.setConnectTimeout(5000);
        connection.setReadTimeout(5000);
        return connection.getResponseCode();
    }

    private URI address(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
    }

    @Test
    void trusts_who_is_trusted() throws IOException, GeneralSecurityException {
        assertThat(status("localhost", anchors())).isEqualTo(204);
    }

    @Test
    void trusts_no_one_else() {
        assertThatThrownBy(() -> status("localhost", null)).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void trusts_no_one_under_another_name() {
        assertThatThrownBy(() -> status("127.0.0.1", anchors())).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void keeps_clients_from_talking_to_somebody_unknown() {
        try (DynamoDbClient client = new AwsClients(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test", "AWS_ENDPOINT_URL_DYNAMODB", address("localhost").toString()))
                .dynamoDb()) {
            assertThatThrownBy(client::listTables).isInstanceOf(SdkClientException.class)
                    .hasRootCauseInstanceOf(GeneralSecurityException.class);
        }
    }
}

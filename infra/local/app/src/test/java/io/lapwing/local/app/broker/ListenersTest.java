package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ListenersTest {

    private static final String PASSWORD = "changeit & <more>";

    @TempDir
    private Path dataDir;

    @Test
    void devices_connect_over_web_socket() throws Exception {
        try (BrokerUnderTest under = BrokerUnderTest.in(dataDir, settings -> settings.withWebSocket(0))) {
            DeviceKey pump = under.register("pump-1");
            String url = "ws://127.0.0.1:" + under.broker.webSocketPort().orElseThrow() + "/mqtt";
            try (DeviceClient device = DeviceClient.connect(url, "", pump.toString(), under.tokenOf(pump))) {
                assertThat(DeviceClient.reasonOf(device.send(DeviceTopic.telemetryOf(pump), "{\"t\":1}"))).isZero();
                assertThat(under.ingest.payloadsOf(pump)).containsExactly("{\"t\":1}");
            }
        }
    }

    @Test
    void devices_connect_over_tls() throws Exception {
        Path keyStore = keyStore();
        try (BrokerUnderTest under = BrokerUnderTest.in(dataDir,
                settings -> settings.withTls(new BrokerSettings.Tls(0, keyStore, PASSWORD, PASSWORD)))) {
            DeviceKey pump = under.register("pump-1");
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setUserName(pump.toString());
            options.setPassword(under.tokenOf(pump).getBytes(StandardCharsets.UTF_8));
            options.setSocketFactory(trusting(keyStore).getSocketFactory());
            try (DeviceClient device = DeviceClient
                    .connect("ssl://localhost:" + under.broker.tlsPort().orElseThrow(), "", options)) {
                assertThat(DeviceClient.reasonOf(device.send(DeviceTopic.telemetryOf(pump), "{\"t\":1}"))).isZero();
                assertThat(under.ingest.payloadsOf(pump)).containsExactly("{\"t\":1}");
            }
        }
    }

    @Test
    void a_port_that_is_taken_is_said_so() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(
                    () -> BrokerUnderTest.in(dataDir, settings -> settings.withWebSocket(taken.getLocalPort())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
    }

    @Test
    void the_broker_leaves_files_only_below_its_own_folder() throws Exception {
        try (BrokerUnderTest under = BrokerUnderTest.in(dataDir)) {
            assertThat(under.broker.port()).isPositive();
            assertThat(under.broker.tlsPort()).isEmpty();
            assertThat(under.broker.webSocketPort()).isEmpty();
            try (Stream<Path> files = Files.list(dataDir)) {
                assertThat(files).containsExactly(dataDir.resolve("broker"));
            }
        }
    }

    private Path keyStore() throws Exception {
        Path file = dataDir.resolve("keys.p12");
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "broker", "-keyalg", "EC", "-storetype", "PKCS12", "-dname", "CN=localhost",
                "-ext", "SAN=dns:localhost", "-keystore", file.toString(), "-storepass", PASSWORD);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return file;
    }

    private static SSLContext trusting(Path keyStore) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("broker", keys.getCertificate("broker"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}

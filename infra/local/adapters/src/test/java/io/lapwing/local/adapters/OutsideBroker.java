package io.lapwing.local.adapters;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedHiveMQ;

/// Some MQTT broker that knows nothing of Lapwing, and keeps its sessions on disk.
public final class OutsideBroker implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Path folder;
    private final int port;
    private EmbeddedHiveMQ broker;

    public OutsideBroker(Path folder) throws Exception {
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(200);
        this.folder = folder;
        port = freePort();
        for (String name : new String[]{"conf", "data", "extensions"}) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.writeString(folder.resolve("conf").resolve("config.xml"),
                """
                        <?xml version="1.0"?>
                        <hivemq>
                          <listeners><tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener></listeners>
                          <mqtt><queued-messages><max-queue-size>100000</max-queue-size></queued-messages></mqtt>
                          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                        </hivemq>
                        """
                        .formatted(port));
        broker = start();
    }

    void stop() throws Exception {
        broker.stop().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        broker.close();
    }

    void startAgain() throws Exception {
        broker = start();
    }

    public URI url() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws ExecutionException {
        try {
            broker.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private EmbeddedHiveMQ start() throws Exception {
        EmbeddedHiveMQ started = EmbeddedHiveMQ.builder().withConfigurationFolder(folder.resolve("conf"))
                .withDataFolder(folder.resolve("data")).withExtensionsFolder(folder.resolve("extensions"))
                .withoutLoggingBootstrap().build();
        started.start().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return started;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

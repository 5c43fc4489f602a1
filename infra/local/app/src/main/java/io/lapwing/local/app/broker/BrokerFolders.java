package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.telemetry.Payload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// HiveMQ's folders, all below one, and its configuration, which it reads from a file only.
record BrokerFolders(Path config, Path data, Path extensions) {

    /// A bit more than the largest message that is looked at: one that is too large for its device is refused with a
    /// reply, one that is larger still with its connection.
    private static final int MAX_PACKET_BYTES = 8 * Payload.MAX_BYTES + 64 * 1024;

    static BrokerFolders write(BrokerSettings settings) {
        Path root = settings.dataDir().toAbsolutePath().resolve("broker");
        BrokerFolders folders = new BrokerFolders(root.resolve("conf"), root.resolve("data"),
                root.resolve("extensions"));
        try {
            Files.createDirectories(folders.config);
            Files.createDirectories(folders.data);
            Files.createDirectories(folders.extensions);
            Files.writeString(folders.config.resolve("config.xml"), xml(settings));
        } catch (IOException e) {
            throw new UncheckedIOException("the broker's folders cannot be written", e);
        }
        return folders;
    }

    private static String xml(BrokerSettings settings) {
        return """
                <?xml version="1.0"?>
                <!-- Written at every start. -->
                <hivemq>
                  <listeners>%s</listeners>
                  <mqtt>
                    <quality-of-service><max-qos>1</max-qos></quality-of-service>
                    <receive-maximum><server-receive-maximum>%d</server-receive-maximum></receive-maximum>
                    <packets><max-packet-size>%d</max-packet-size></packets>
                    <queued-messages><max-queue-size>100</max-queue-size></queued-messages>
                    <session-expiry><max-interval>86400</max-interval></session-expiry>
                    <message-expiry><max-interval>604800</max-interval></message-expiry>
                    <shared-subscriptions><enabled>false</enabled></shared-subscriptions>
                  </mqtt>
                  <restrictions>
                    <max-connections>%d</max-connections>
                    <max-topic-length>1024</max-topic-length>
                  </restrictions>
                  <security>
                    <allow-empty-client-id><enabled>true</enabled></allow-empty-client-id>
                    <utf8-validation><enabled>true</enabled></utf8-validation>
                  </security>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                  <persistence><mode>in-memory</mode></persistence>
                </hivemq>
                """.formatted(listeners(settings), settings.window(), MAX_PACKET_BYTES, settings.maxConnections());
    }

    private static String listeners(BrokerSettings settings) {
        String bind = "<bind-address>" + escaped(settings.bindAddress()) + "</bind-address>";
        StringBuilder xml = new StringBuilder();
        xml.append("<tcp-listener><port>").append(settings.port()).append("</port>").append(bind)
                .append("</tcp-listener>");
        Integer webSocketPort = settings.webSocketPort();
        if (webSocketPort != null) {
            xml.append("<websocket-listener><port>").append(webSocketPort).append("</port>").append(bind)
                    .append("<path>/mqtt</path><subprotocols><subprotocol>mqtt</subprotocol>")
                    .append("<subprotocol>mqttv3.1</subprotocol></subprotocols></websocket-listener>");
        }
        BrokerSettings.Tls tls = settings.tls();
        if (tls != null) {
            xml.append("<tls-tcp-listener><port>").append(tls.port()).append("</port>").append(bind)
                    .append("<tls><keystore><path>").append(escaped(tls.keyStore().toAbsolutePath().toString()))
                    .append("</path><password>").append(escaped(tls.keyStorePassword()))
                    .append("</password><private-key-password>").append(escaped(tls.privateKeyPassword()))
                    .append("</private-key-password></keystore></tls></tls-tcp-listener>");
        }
        return xml.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

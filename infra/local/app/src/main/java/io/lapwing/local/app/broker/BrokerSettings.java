package io.lapwing.local.app.broker;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// How the embedded broker listens, and what it allows.
///
/// @param dataDir where the process keeps its data; the broker's own files go below `broker` in it
/// @param bindAddress the address of every listener
/// @param port of MQTT over TCP; 0 takes a free one
/// @param webSocketPort of MQTT over WebSocket at `/mqtt`; 0 takes a free one, null has none
/// @param tls MQTT over TLS; null has none
/// @param ackTime how long a device waits for its PUBACK at most; then it is disconnected, to send again
/// @param authTime how long it takes to say who a device is, at most
/// @param window how many messages of a connection may wait for their PUBACK; a device that sends more waits until
///            its socket is read again
/// @param windowBytes how many bytes they may hold
/// @param maxConnections how many devices may be connected
public record BrokerSettings(Path dataDir, String bindAddress, int port, @Nullable Integer webSocketPort,
        @Nullable Tls tls, Duration ackTime, Duration authTime, int window, int windowBytes, int maxConnections) {

    public BrokerSettings {
        if (window < 1 || windowBytes < 1 || maxConnections < 1) {
            throw new IllegalArgumentException("window, windowBytes and maxConnections are at least one");
        }
    }

    /// @param port 0 takes a free one
    /// @param keyStore a JKS or PKCS#12 file
    public record Tls(int port, Path keyStore, String keyStorePassword, String privateKeyPassword) {

        /// Without the passwords.
        @Override
        public String toString() {
            return "Tls[port=" + port + ", keyStore=" + keyStore + "]";
        }
    }

    /// On loopback only, at this port, with what has proved good otherwise.
    public static BrokerSettings onLoopback(Path dataDir, int port) {
        return new BrokerSettings(dataDir, "127.0.0.1", port, null, null, Duration.ofSeconds(20),
                Duration.ofSeconds(10), 256, 4 << 20, 100_000);
    }

    public BrokerSettings listeningOn(String address) {
        return new BrokerSettings(dataDir, address, port, webSocketPort, tls, ackTime, authTime, window, windowBytes,
                maxConnections);
    }

    public BrokerSettings withWebSocket(int webSocket) {
        return new BrokerSettings(dataDir, bindAddress, port, webSocket, tls, ackTime, authTime, window, windowBytes,
                maxConnections);
    }

    public BrokerSettings withTls(Tls secured) {
        return new BrokerSettings(dataDir, bindAddress, port, webSocketPort, secured, ackTime, authTime, window,
                windowBytes, maxConnections);
    }

    public BrokerSettings acknowledgingWithin(Duration time) {
        return new BrokerSettings(dataDir, bindAddress, port, webSocketPort, tls, time, authTime, window, windowBytes,
                maxConnections);
    }
}

package io.lapwing.local.adapters;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// How an outside MQTT broker is reached.
///
/// @param url `tcp://`, `ssl://`, `ws://` or `wss://`, or `mqtt://` and `mqtts://`, with host and port
/// @param clientId of this process: the same after a restart, so that the broker keeps what is unacknowledged, and no
///            other process's
/// @param receiveMaximum how many messages the broker may send ahead of their acknowledgement
/// @param sessionExpiry how long the broker keeps messages for a process that is away
/// @param roomTime how long a message waits for room in the batcher before the connection is given up
/// @param minReconnect the first pause after a lost connection; each later one is twice as long
/// @param maxReconnect the longest such pause
public record MqttSettings(URI url, @Nullable String user, @Nullable String password, String clientId,
        int receiveMaximum, Duration sessionExpiry, Duration keepAlive, Duration connectTime, Duration roomTime,
        Duration minReconnect, Duration maxReconnect) {

    public MqttSettings {
        if (receiveMaximum < 1 || receiveMaximum > 65_535) {
            throw new IllegalArgumentException("receiveMaximum is 1 to 65535");
        }
        if (clientId.isEmpty()) {
            throw new IllegalArgumentException("a session that outlives its connection needs a client id");
        }
    }

    /// With what has proved good.
    public static MqttSettings of(URI url, @Nullable String user, @Nullable String password, String clientId) {
        return new MqttSettings(url, user, password, clientId, 1_000, Duration.ofDays(7), Duration.ofSeconds(30),
                Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(10));
    }

    /// Without the password.
    @Override
    public String toString() {
        return "MqttSettings[" + url.getScheme() + "://" + url.getHost() + ":" + url.getPort() + ", user=" + user
                + ", clientId=" + clientId + "]";
    }

    /// The URL in Paho's words.
    String pahoUrl() {
        String text = url.toString();
        return switch (url.getScheme()) {
            case "mqtt" -> "tcp" + text.substring("mqtt".length());
            case "mqtts" -> "ssl" + text.substring("mqtts".length());
            case "tcp", "ssl", "ws", "wss" -> text;
            default -> throw new IllegalArgumentException("no MQTT broker is reached by " + url.getScheme() + "://");
        };
    }

    boolean isEncrypted() {
        return pahoUrl().startsWith("ssl") || pahoUrl().startsWith("wss");
    }
}

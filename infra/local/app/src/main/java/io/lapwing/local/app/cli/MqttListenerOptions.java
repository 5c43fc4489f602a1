package io.lapwing.local.app.cli;

import io.lapwing.local.app.process.ProcessSettings;

import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// What the embedded broker listens for beside plain TCP.
final class MqttListenerOptions {

    private static final int MAX_PORT = 65_535;

    @Option(names = "--mqtt-ws-port", paramLabel = "PORT", defaultValue = "${env:LAPWING_MQTT_WS_PORT:-}", description = "Where the embedded broker listens for WebSockets, at /mqtt; 0 takes a free one "
            + "(default: nowhere).")
    private String webSocketPort = "";

    @Option(names = "--mqtt-tls-port", paramLabel = "PORT", defaultValue = "${env:LAPWING_MQTT_TLS_PORT:-}", description = "Where the embedded broker listens for TLS; needs --mqtt-tls-keystore (default: nowhere).")
    private String tlsPort = "";

    @Option(names = "--mqtt-tls-keystore", paramLabel = "FILE", defaultValue = "${env:LAPWING_MQTT_TLS_KEYSTORE:-}", description = "PKCS#12 or JKS file with the broker's key and certificate; its password is read from "
            + "LAPWING_MQTT_TLS_KEYSTORE_PASSWORD.")
    private String keyStore = "";

    @Nullable
    Integer webSocketPort(CommandSpec spec) {
        return webSocketPort.isEmpty() ? null : port(spec, "--mqtt-ws-port", webSocketPort);
    }

    ProcessSettings.@Nullable Tls tls(CommandSpec spec) {
        if (tlsPort.isEmpty()) {
            return null;
        }
        if (keyStore.isEmpty() || !Files.isReadable(Path.of(keyStore))) {
            throw new ParameterException(spec.commandLine(),
                    "--mqtt-tls-port needs a --mqtt-tls-keystore that can be read");
        }
        String password = System.getenv().getOrDefault("LAPWING_MQTT_TLS_KEYSTORE_PASSWORD", "");
        return new ProcessSettings.Tls(port(spec, "--mqtt-tls-port", tlsPort), Path.of(keyStore).toAbsolutePath(),
                password);
    }

    private static int port(CommandSpec spec, String option, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words as a number out of range.
        }
        throw new ParameterException(spec.commandLine(), option + " is 0 to " + MAX_PORT);
    }
}

package io.lapwing.local.app.cli;

import io.lapwing.local.adapters.DatabaseSettings;
import io.lapwing.local.app.process.ProcessSettings.OutsideBroker;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A database and a broker that somebody else runs, as the environment names them.
record OutsideServices(Optional<DatabaseSettings> database, Optional<OutsideBroker> broker) {

    private static final Pattern MQTT_URL = Pattern.compile("(mqtts?|tcp|ssl|wss?)://[A-Za-z0-9.:\\[\\]-]+(/\\S*)?");

    static OutsideServices fromEnvironment() {
        return from(System.getenv());
    }

    static OutsideServices from(Map<String, String> environment) {
        Optional<DatabaseSettings> database = value(environment, "LAPWING_DATABASE_URL")
                .map(url -> DatabaseSettings.of(jdbc(url), environment.getOrDefault("LAPWING_DATABASE_USER", ""),
                        environment.getOrDefault("LAPWING_DATABASE_PASSWORD", "")));
        Optional<OutsideBroker> broker = value(environment, "LAPWING_MQTT_URL").map(url -> new OutsideBroker(uri(url),
                environment.get("LAPWING_MQTT_USER"), environment.get("LAPWING_MQTT_PASSWORD")));
        return new OutsideServices(database, broker);
    }

    boolean isPresent() {
        return database.isPresent() || broker.isPresent();
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /// As JDBC wants it, for who wrote it the way that other tools do.
    private static String jdbc(String url) {
        return url.replaceFirst("^(postgres|postgresql)://", "jdbc:postgresql://");
    }

    private static URI uri(String url) {
        if (!MQTT_URL.matcher(url).matches()) {
            throw new CommandFailed("LAPWING_MQTT_URL is mqtt://, mqtts://, tcp://, ssl://, ws:// or wss:// with host "
                    + "and port");
        }
        return URI.create(url);
    }
}

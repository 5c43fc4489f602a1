package io.lapwing.local.app.process;

import io.lapwing.sharedmodel.port.Readiness;

import java.util.Map;
import java.util.TreeMap;

/// Whether database and broker can be reached.
final class LocalReadiness implements Readiness {

    private final Readiness database;
    private final MqttConnection mqtt;

    LocalReadiness(Readiness database, MqttConnection mqtt) {
        this.database = database;
        this.mqtt = mqtt;
    }

    @Override
    public Map<String, Boolean> components() {
        Map<String, Boolean> components = new TreeMap<>(database.components());
        components.put("broker", mqtt.isReady());
        return components;
    }
}

package io.lapwing.local.app.process;

import io.lapwing.sharedmodel.port.Readiness;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// Whether database and broker can be reached.
final class LocalReadiness implements Readiness {

    private final Readiness database;
    private final BooleanSupplier broker;

    LocalReadiness(Readiness database, BooleanSupplier broker) {
        this.database = database;
        this.broker = broker;
    }

    @Override
    public Map<String, Boolean> components() {
        Map<String, Boolean> components = new TreeMap<>(database.components());
        components.put("broker", broker.getAsBoolean());
        return components;
    }
}

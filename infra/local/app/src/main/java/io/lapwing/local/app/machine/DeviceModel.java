package io.lapwing.local.app.machine;

import java.time.Instant;
import java.util.Map;

/// Kinds of devices.
public enum DeviceModel {
    COLD_STORE("cold-store") {
        @Override
        public Machine machine(Instant now, int number) {
            return ColdStore.starting(now, number, Cycle.seconds(60 + number % 540, 12, 600));
        }
    },
    TRUCK("truck") {
        @Override
        public Machine machine(Instant now, int number) {
            return Truck.starting(now, number, Cycle.seconds(120 + number % 1080, 180, 1200), Cycle.NEVER);
        }
    },
    PUMP("pump") {
        @Override
        public Machine machine(Instant now, int number) {
            return Pump.starting(now, number, Cycle.seconds(90 + number % 810, 90, 900));
        }
    },
    PROBE("probe") {
        @Override
        public Machine machine(Instant now, int number) {
            return Probe.starting(now, number, Cycle.NEVER);
        }
    },
    GATEWAY("gateway") {
        @Override
        public Machine machine(Instant now, int number) {
            return Gateway.starting(now, number, Map.of());
        }
    };

    private final String type;

    DeviceModel(String type) {
        this.type = type;
    }

    /// What the registry calls it.
    public String type() {
        return type;
    }

    /// The `number`th machine of this kind in a fleet of many.
    public abstract Machine machine(Instant now, int number);
}

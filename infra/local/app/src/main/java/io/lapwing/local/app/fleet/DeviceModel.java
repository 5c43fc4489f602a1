package io.lapwing.local.app.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Kinds of devices, and the readings that they would have. A reading depends on the time alone, but for some noise:
/// a device goes on where it was after a restart.
public enum DeviceModel {
    COLD_STORE("cold-store") {
        @Override
        Map<String, Object> values(Wave wave) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("temperature", wave.around(-20, 1.5, Duration.ofMinutes(20), 0.1));
            values.put("humidity", wave.around(65, 8, Duration.ofHours(3), 0.5));
            values.put("doorOpen", wave.isUp(Duration.ofMinutes(45), 0.97));
            values.put("compressorWatts", Math.round(wave.around(1800, 400, Duration.ofMinutes(20), 25)));
            return values;
        }
    },
    TRUCK("truck") {
        @Override
        Map<String, Object> values(Wave wave) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("temperature", wave.around(4, 1.2, Duration.ofMinutes(30), 0.15));
            values.put("speed", Math.max(0, wave.around(55, 35, Duration.ofMinutes(12), 2)));
            values.put("position", Map.of("latitude", wave.around(53.08, 0.2, Duration.ofHours(2), 0.0005), "longitude",
                    wave.around(8.8, 0.3, Duration.ofHours(3), 0.0005)));
            values.put("doorOpen", wave.isUp(Duration.ofHours(1), 0.98));
            return values;
        }
    },
    PUMP("pump") {
        @Override
        Map<String, Object> values(Wave wave) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("pressure", wave.around(4.2, 0.4, Duration.ofMinutes(7), 0.03));
            values.put("flow", wave.around(12.5, 2.5, Duration.ofMinutes(15), 0.2));
            values.put("vibration", Math.abs(wave.around(1.8, 0.6, Duration.ofMinutes(5), 0.1)));
            values.put("rpm", Math.round(wave.around(1450, 40, Duration.ofMinutes(15), 5)));
            return values;
        }
    },
    PROBE("probe") {
        @Override
        Map<String, Object> values(Wave wave) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("temperature", wave.around(2, 0.8, Duration.ofMinutes(25), 0.05));
            values.put("batteryMillivolts", Math.round(wave.around(2950, 40, Duration.ofDays(1), 2)));
            return values;
        }
    };

    private final String type;

    DeviceModel(String type) {
        this.type = type;
    }

    abstract Map<String, Object> values(Wave wave);

    /// What the registry calls it.
    public String type() {
        return type;
    }

    /// What the `number`th device of this kind reads.
    public Map<String, Object> valuesAt(Instant time, int number, RandomGenerator random) {
        return values(new Wave(time, number, random));
    }

    /// Slow waves with noise on them, each device's a little apart from the others'.
    record Wave(Instant time, int number, RandomGenerator random) {

        double around(double middle, double amplitude, Duration period, double noise) {
            double value = middle + amplitude * Math.sin(angle(period)) + noise * random.nextGaussian();
            return Math.round(value * 10_000) / 10_000.0;
        }

        boolean isUp(Duration period, double above) {
            return Math.sin(angle(period)) > above;
        }

        private double angle(Duration period) {
            return 2 * Math.PI * time.toEpochMilli() / period.toMillis() + number;
        }
    }
}

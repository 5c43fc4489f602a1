package io.lapwing.loadtests.ingest;

import io.lapwing.loadtests.mqtt.TelemetryMessages;
import io.lapwing.loadtests.process.CpuUse;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What one scenario came to.
///
/// @param p50Millis from publish to stored (without a store, to accepted)
/// @param residentBytes the most that the server's process had in RAM
/// @param heapBytes the most that its heap held
/// @param perBatch messages in a batch, on average
/// @param messages how many messages it was in all
record Measurement(Scenario scenario, double messagesPerSecond, double p50Millis, double p99Millis, long residentBytes,
        long heapBytes, double perBatch, CpuUse cpu, long messages) {

    private static final double MEGABYTE = 1 << 20;

    double readingsPerSecond() {
        return messagesPerSecond * TelemetryMessages.READINGS;
    }

    double residentMegabytes() {
        return residentBytes / MEGABYTE;
    }

    double heapMegabytes() {
        return heapBytes / MEGABYTE;
    }

    Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("broker", scenario.broker().name().toLowerCase(Locale.ROOT));
        row.put("path", scenario.storing() ? "full" : "ceiling");
        row.put("devices", scenario.devices());
        row.put("window", scenario.window());
        row.put("messagesPerSecond", Math.round(messagesPerSecond));
        row.put("readingsPerSecond", Math.round(readingsPerSecond()));
        row.put("p50Millis", p50Millis);
        row.put("p99Millis", p99Millis);
        row.put("residentBytes", residentBytes);
        row.put("heapBytes", heapBytes);
        row.put("messagesPerBatch", perBatch);
        row.put("generatorCpuMicros", CpuUse.microsPerMessage(cpu.generator(), messages));
        row.put("brokerCpuMicros", CpuUse.microsPerMessage(cpu.broker(), messages));
        row.put("serverCpuMicros", CpuUse.microsPerMessage(cpu.server(), messages));
        row.put("databaseCpuMicros", CpuUse.microsPerMessage(cpu.database(), messages));
        return row;
    }
}

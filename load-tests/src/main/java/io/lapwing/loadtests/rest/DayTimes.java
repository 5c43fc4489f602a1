package io.lapwing.loadtests.rest;

import io.lapwing.loadtests.gatling.AppPaths;
import io.lapwing.loadtests.gatling.Plan;
import io.lapwing.loadtests.gatling.RequestKind;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.HdrHistogram.Histogram;

/// How long a day of one device takes, asked by one client: of devices that nobody has asked about since the database
/// started with nothing in memory, and of the same ones again.
final class DayTimes {

    /// Far enough apart that none finds what another has brought into memory.
    private static final int DEVICES = 20;
    private static final int AGAIN = 5;
    private static final int DIGITS = 3;

    private final ApiClient client;
    private final AppPaths paths;
    private final Plan.Fleet fleet;

    /// In microseconds.
    record Times(Histogram cold, Histogram warm) {}

    DayTimes(ApiClient client, Plan.Fleet fleet, Plan.Day day) {
        this.client = client;
        this.paths = new AppPaths(day);
        this.fleet = fleet;
    }

    Times measure(URI server) {
        List<Integer> devices = IntStream.range(0, DEVICES).map(i -> i * fleet.devices() / DEVICES).boxed().toList();
        // Neither a process that has not run yet nor what all devices share is what is asked for here.
        ask(server, fleet.devices() - 1, AGAIN * AGAIN);
        Histogram cold = new Histogram(DIGITS);
        devices.forEach(device -> cold.recordValue(ask(server, device, 1)));
        Histogram warm = new Histogram(DIGITS);
        for (int i = 0; i < AGAIN; i++) {
            devices.forEach(device -> warm.recordValue(ask(server, device, 1)));
        }
        return new Times(cold, warm);
    }

    /// @return how long the last time took, in microseconds
    private long ask(URI server, int device, int times) {
        String path = paths.of(RequestKind.DAY, Plan.Fleet.id(device));
        long took = 0;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            byte[] answer = client.get(server, path);
            took = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
            requireFull(path, answer);
        }
        return took;
    }

    private static void requireFull(String path, byte[] answer) {
        try {
            boolean isFull = Json.read(answer) instanceof Map<?, ?> page && page.get("items") instanceof List<?> items
                    && !items.isEmpty();
            if (!isFull) {
                throw new IllegalStateException(path + " has no buckets");
            }
        } catch (MalformedJson e) {
            throw new IllegalStateException(path + " is not answered with JSON", e);
        }
    }
}

package io.lapwing.loadtests.coldstart;

import io.lapwing.aws.emulator.GatewayEvents;
import io.lapwing.aws.emulator.SqsEvents;
import io.lapwing.aws.emulator.training.IngestEvents;
import io.lapwing.aws.emulator.training.TrainingFleet;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// What the measured functions are called with; no two calls bring the same readings.
final class Events {

    private final AtomicLong next = new AtomicLong(System.currentTimeMillis() - 3_600_000);

    /// One message with ten readings.
    Supplier<String> oneMessage() {
        return () -> messages(1);
    }

    /// Ten messages of ten devices, with ten readings each.
    Supplier<String> tenMessages() {
        return () -> messages(TrainingFleet.PUMPS.size());
    }

    /// The question what a device measured last.
    static Supplier<String> latest(String token) {
        return () -> GatewayEvents.authorized(token, "GET",
                "/v1/devices/" + TrainingFleet.PUMPS.getFirst() + "/telemetry/latest", "", "");
    }

    static boolean isWellIngested(String reply) {
        return reply.replaceAll("\\s", "").contains("\"batchItemFailures\":[]");
    }

    static boolean isOk(String reply) {
        return reply.replaceAll("\\s", "").contains("\"statusCode\":200");
    }

    private String messages(int count) {
        long at = next.getAndIncrement();
        return SqsEvents.of("event-" + at, at, TrainingFleet.PUMPS.subList(0, count).stream()
                .map(pump -> IngestEvents.readings(pump, "m-" + at, at)).toList());
    }
}

package io.lapwing.aws.emulator.training;

import io.lapwing.aws.emulator.SqsEvents;
import io.lapwing.aws.emulator.SqsEvents.DeviceMessage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// What a queue brings to the ingest function: mostly readings in JSON, and now and then each of the other forms that
/// the golden files of `TelemetryPayloads` have, repetitions and poison included.
public final class IngestEvents {

    private static final Duration STEP = Duration.ofSeconds(10);
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    /// `{"t":21.5,"on":true}`.
    private static final String CBOR = new String(HexFormat.of().parseHex("a26174f94d60626f6ef5"), ISO_8859_1);

    private IngestEvents() {}

    static List<String> of(int rounds) {
        long start = System.currentTimeMillis() - STEP.toMillis() * rounds;
        List<String> events = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long at = Instant.ofEpochMilli(start).plus(STEP.multipliedBy(round)).toEpochMilli();
            events.add(SqsEvents.of("event-" + round, at, messages(round, at)));
        }
        return events;
    }

    private static List<DeviceMessage> messages(int round, long at) {
        List<DeviceMessage> messages = new ArrayList<>();
        TrainingFleet.PUMPS.forEach(pump -> messages.add(readings(pump, "m-" + round, at)));
        if (round % 3 == 0) {
            messages.addAll(otherForms(round, at));
        }
        if (round % 10 == 0) {
            messages.addAll(poison());
        }
        return round % 4 == 1 ? messages.subList(0, 1) : messages;
    }

    /// Ten metrics of one moment.
    public static DeviceMessage readings(String device, String mid, long at) {
        return DeviceMessage.of(TrainingFleet.TENANT, device, """
                {"ts":%d,"mid":"%s","values":{"temperature":21.5,"pressure":1013,"rpm":1480,"on":true,"mode":"eco",\
                "level":0.75,"flow":3.25,"voltage":229.9,"errors":0,"at":{"lat":52.5,"lon":13.4}}}"""
                .formatted(at, mid)).withUserProperties(Map.of("traceparent", TRACE));
    }

    private static List<DeviceMessage> otherForms(int round, long at) {
        String pump = TrainingFleet.PUMPS.getFirst();
        return List.of(telemetry(pump, "{\"temperature\":%d.5}".formatted(round)),
                telemetry(pump, "[{\"ts\":%d,\"seq\":1,\"values\":{\"t\":1}},{\"ts\":%d,\"values\":{\"t\":2}}]"
                        .formatted(at - 5, at - 3_600_000)),
                readings(pump, "m-" + round, at),
                telemetry(pump, CBOR).withContentType("application/cbor"),
                telemetry(pump, "[{\"bn\":\"pump:\",\"bt\":%d,\"n\":\"t\",\"u\":\"Cel\",\"v\":23.1}]".formatted(
                        at / 1000)).withContentType("application/senml+json"),
                new DeviceMessage("iot/v1/" + TrainingFleet.TENANT + "/" + TrainingFleet.GATEWAY
                        + "/gateway/telemetry",
                        "{\"sensor-1\":[{\"ts\":%d,\"values\":{\"t\":1}}],\"sensor-2\":{\"t\":2}}".formatted(at), "",
                        Map.of()));
    }

    private static List<DeviceMessage> poison() {
        return List.of(telemetry(TrainingFleet.PUMPS.get(1), "{\"t\":"),
                telemetry(TrainingFleet.PUMPS.get(2), "{\"ts\":1767225600,\"values\":{\"t\":1}}"),
                telemetry(TrainingFleet.PUMPS.get(3), "{\"t\":NaN,\"u\":1}"), telemetry("nobody", "{\"t\":1}"));
    }

    private static DeviceMessage telemetry(String device, String payload) {
        return DeviceMessage.of(TrainingFleet.TENANT, device, payload);
    }
}

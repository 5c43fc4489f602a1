package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Caller;
import io.lapwing.restapi.domain.IngestProblems;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.TelemetryIngestion;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.Refusal;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// Readings that come in over HTTP, from an app or from a device itself.
record TelemetryIngest(DeviceRegistry registry, TelemetryIngestion ingestion, InstantSource clock) {
    ApiResponse fromUser(Call call) {
        DeviceKey device = call.device();
        if (registry.find(Set.of(device)).isEmpty()) {
            throw Problem.of(ProblemType.NOT_FOUND).refuse();
        }
        return ingest(call, device);
    }

    ApiResponse fromDevice(Call call) {
        if (call.caller() instanceof Caller.DeviceCaller(DeviceKey device)) {
            return ingest(call, device);
        }
        throw new IllegalStateException(call.route().template() + " is handled without a device");
    }

    private ApiResponse ingest(Call call, DeviceKey device) {
        // An event in binary mode names its attributes ce-… over HTTP.
        MessageId mid = MessageId.ofCloudEvent(name -> call.header("ce-" + name)).orElse(null);
        Payload payload = Payload.of(call.request().body(), PayloadFormat.of(call.header("content-type")));
        String topic = call.route().method() + " " + call.route().template();
        IngestOutcome outcome = ingestion.ingest(new ReceivedMessage(device, MessageKind.TELEMETRY, topic, payload,
                mid, clock.instant(), call.trace(), null));
        return switch (outcome) {
            case IngestOutcome.Accepted(int stored, int unchanged, List<Refusal> refusals) -> Replies.json(200,
                    new TelemetryJson.Taken(stored, unchanged, TelemetryJson.rejected(refusals)));
            // How many values it had is not told: it counts as one.
            case IngestOutcome.Duplicate() -> Replies.json(200, new TelemetryJson.Taken(0, 1, List.of()));
            case IngestOutcome.Rejected(RefusalCode code, String reason, List<Refusal> refusals) -> throw refused(code,
                    reason, refusals).refuse();
            case IngestOutcome.Quarantined(_, RefusalCode code, String reason, List<Refusal> refusals) -> throw refused(
                    code, reason, refusals).refuse();
        };
    }

    private static Problem refused(RefusalCode code, String reason, List<Refusal> refusals) {
        return IngestProblems.of(code, reason).with("rejected", TelemetryJson.rejected(refusals));
    }
}

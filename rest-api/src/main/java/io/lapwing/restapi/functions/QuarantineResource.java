package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.EntityTag;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.QuarantineStore;
import io.lapwing.sharedmodel.port.TelemetryIngestion;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry.State;
import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.Refusal;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.util.List;

/// `/v1/quarantine`: messages that could not be taken, and their second chance.
record QuarantineResource(QuarantineStore store, TelemetryIngestion ingestion, Pages pages) {
    ApiResponse list(Call call) {
        return pages.reply(call, store.list(call.tenant(), pages.wanted(call)), QuarantineJson::summary);
    }

    ApiResponse get(Call call) {
        QuarantineEntry entry = find(call);
        return Replies.resource(call, EntityTag.of(entry.version()), QuarantineJson.whole(entry));
    }

    /// A replay takes place as of the time that the message came in, and counts once, however often it is asked for.
    ApiResponse replay(Call call) {
        QuarantineEntry entry = find(call);
        if (entry.state() == State.REPLAYED) {
            throw Problem.of(ProblemType.ALREADY_REPLAYED).refuse();
        }
        Payload payload = ReplayBody.read(call, entry.message());
        return switch (ingestion.ingest(replayOf(entry.message(), payload, call))) {
            case IngestOutcome.Accepted accepted -> Replies.json(200, QuarantineJson.replayed(find(call), accepted));
            case IngestOutcome.Duplicate() -> throw Problem.of(find(call).state() == State.REPLAYED
                    ? ProblemType.ALREADY_REPLAYED
                    : ProblemType.MESSAGE_SEEN).refuse();
            case IngestOutcome.Rejected(RefusalCode code, String reason, List<Refusal> refusals) -> throw refused(code,
                    reason, refusals).refuse();
            case IngestOutcome.Quarantined(_, RefusalCode code, String reason, List<Refusal> refusals) -> throw refused(
                    code, reason, refusals).refuse();
        };
    }

    private static ReceivedMessage replayOf(QuarantinedMessage message, Payload payload, Call call) {
        TraceParent trace = call.trace();
        return new ReceivedMessage(message.device(), message.kind(), message.topic(), payload, message.mid(),
                message.receivedAt(), trace == null ? message.trace() : trace, message.id());
    }

    private static Problem refused(RefusalCode code, String reason, List<Refusal> refusals) {
        return Problem.of(ProblemType.REPLAY_REFUSED, reason).withCode(code.name()).with("rejected",
                TelemetryJson.rejected(refusals));
    }

    private QuarantineEntry find(Call call) {
        String id = call.pathValue("id");
        if (!QuarantineId.isValid(id)) {
            throw Problem.of(ProblemType.NOT_FOUND).refuse();
        }
        return store.find(call.tenant(), new QuarantineId(id))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND).refuse());
    }
}

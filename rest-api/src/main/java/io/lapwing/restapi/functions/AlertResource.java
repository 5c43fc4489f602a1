package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.AlertQuery;
import io.lapwing.restapi.domain.EntityTag;
import io.lapwing.restapi.domain.Fields;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.domain.SilenceFields;
import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.Alert.Care;
import io.lapwing.sharedmodel.alert.AlertCare;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.json.AppJson;
import io.lapwing.sharedmodel.port.AlertStore;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// `/v1/alerts`: what rules have raised, and what people do about it.
record AlertResource(AlertStore alerts, Pages pages, InstantSource clock) {
    /// How often one act is tried while the alert changes under it.
    private static final int MAX_ATTEMPTS = 5;

    ApiResponse list(Call call) {
        return pages.reply(call,
                alerts.list(call.tenant(), AlertQuery.filter(call.query()), pages.wanted(call)), AppJson::alert);
    }

    ApiResponse get(Call call) {
        Alert alert = find(call);
        return Replies.resource(call, EntityTag.of(alert.version()), AppJson.alert(alert));
    }

    ApiResponse acknowledge(Call call) {
        return care(call, find(call), withoutFields(call, new AlertCare.Acknowledge(call.user().actor(), now())));
    }

    ApiResponse silence(Call call) {
        Alert alert = find(call);
        return care(call, alert, SilenceFields.read(Fields.of(call.body()), now()));
    }

    ApiResponse unsilence(Call call) {
        return care(call, find(call), withoutFields(call, new AlertCare.Unsilence()));
    }

    private ApiResponse care(Call call, Alert found, AlertCare act) {
        Alert alert = found;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Care after = act.on(alert.care());
            if (after.equals(alert.care())) {
                return reply(alert);
            }
            Alert changed = alert.caredFor(after);
            AlertCaredFor event = new AlertCaredFor(alert.device(), alert.id(), act.deed(), call.user().actor(),
                    changed.version());
            if (alerts.care(changed, List.of(new RecordedEvent(event, now(), call.trace())))) {
                return reply(changed);
            }
            alert = find(call);
        }
        throw Problem.of(ProblemType.STORE_UNAVAILABLE, "The alert changes all the time.")
                .withHeader("Retry-After", "1").refuse();
    }

    private static ApiResponse reply(Alert alert) {
        return Replies.json(200, AppJson.alert(alert)).withHeader("ETag", EntityTag.of(alert.version()).header());
    }

    private static AlertCare withoutFields(Call call, AlertCare act) {
        if (call.request().bodySize() > 0) {
            Fields.of(call.body()).check();
        }
        return act;
    }

    private Alert find(Call call) {
        String id = call.pathValue("id");
        if (!AlertId.isValid(id)) {
            throw Problem.of(ProblemType.NOT_FOUND).refuse();
        }
        return alerts.find(call.tenant(), new AlertId(id))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND).refuse());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.audit.AuditEvent.Result;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.AuditLog;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// `/v1/audit`: who did, or tried to do, what.
record AuditResource(AuditLog log, Pages pages) {
    private record Event(Instant at, String actor, String action, String target, Result result,
            @Nullable String detail) {}

    ApiResponse list(Call call) {
        return pages.reply(call, log.list(call.tenant(), pages.wanted(call)), AuditResource::json);
    }

    private static Event json(AuditEvent event) {
        return new Event(event.at(), event.actor(), event.action(), event.target(), event.result(), event.detail());
    }
}

package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Access;
import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.audit.AuditEvent.Result;
import io.lapwing.sharedmodel.port.AuditLog;

import java.time.InstantSource;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Writes what was done, and what was refused to whom, into the audit log.
record AuditTrail(AuditLog log, InstantSource clock) {
    void done(Call call) {
        append(call, Result.DONE, null);
    }

    /// Several things that one call did, each on a target of its own.
    void done(Call call, String action, List<String> targets) {
        log.append(targets.stream().map(target -> new AuditEvent(clock.instant(), call.caller().tenant(),
                call.caller().actor(), action, target, Result.DONE, call.route().operation())).toList());
    }

    void refused(Call call, String reason) {
        append(call, Result.REFUSED, reason + " (from " + call.request().remoteAddress() + ")");
    }

    private void append(Call call, Result result, @Nullable String detail) {
        // A path with a token in it is a secret.
        String target = call.route().access() instanceof Access.DeviceToken
                ? call.route().template().toString()
                : call.request().path();
        log.append(List.of(new AuditEvent(clock.instant(), call.caller().tenant(), call.caller().actor(),
                call.route().operation(), target, result, detail)));
    }
}

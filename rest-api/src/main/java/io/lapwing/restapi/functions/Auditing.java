package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Caller;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.util.Set;

/// Puts every write of a user into the audit trail, but for readings: they are data, not acts, and have their own
/// trail. A repeated reply is no second write.
record Auditing(AuditTrail trail) implements Step {
    private static final Set<String> DATA = Set.of("telemetry.ingest");

    @Override
    public ApiResponse around(Call call, Handler next) {
        ApiResponse response = next.handle(call);
        boolean isAct = call.route().isWrite() && call.caller() instanceof Caller.User
                && !DATA.contains(call.route().operation());
        if (isAct && !response.headers().containsKey(Idempotency.REPLAYED)) {
            trail.done(call);
        }
        return response;
    }
}

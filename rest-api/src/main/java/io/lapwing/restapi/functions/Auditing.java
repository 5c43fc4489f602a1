package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Caller;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.util.Set;

/// Puts every write of a user into the audit trail, but for readings, which are data and have their own
/// trail, for questions that are asked with a body, and for talk, out of which the chatbot audits what it does. A
/// repeated reply is no second write.
record Auditing(AuditTrail trail) implements Step {
    private static final Set<String> NO_ACTS = Set.of("telemetry.ingest", "rule.preview", "chat.say");

    @Override
    public ApiResponse around(Call call, Handler next) {
        ApiResponse response = next.handle(call);
        boolean isAct = call.route().isWrite() && call.caller() instanceof Caller.User
                && !NO_ACTS.contains(call.route().operation());
        if (isAct && !response.headers().containsKey(Idempotency.REPLAYED)) {
            trail.done(call);
        }
        return response;
    }
}

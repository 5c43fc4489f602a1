package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Access;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.member.Role;

/// Refuses users whose roles are not enough.
record Authorisation(AuditTrail trail) implements Step {
    @Override
    public ApiResponse around(Call call, Handler next) {
        if (call.route().access() instanceof Access.AtLeast(Role role) && !call.user().mayAct(role)) {
            trail.refused(call, "needs the role " + role.text());
            throw Problem.of(ProblemType.FORBIDDEN, "This needs the role " + role.text() + ".")
                    .withHeader("WWW-Authenticate", "Bearer realm=\"lapwing\", error=\"insufficient_scope\"").refuse();
        }
        return next.handle(call);
    }
}

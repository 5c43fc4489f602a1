package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.MediaTypes;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.util.Set;
import java.util.TreeSet;

/// Refuses what cannot be read, and what could not be answered in a form that the client takes.
record Negotiation() implements Step {
    @Override
    public ApiResponse around(Call call, Handler next) {
        Set<String> consumes = call.route().consumes();
        String contentType = call.header("content-type");
        if (call.request().bodySize() > 0 && contentType != null && !consumes.isEmpty()
                && !consumes.contains(MediaTypes.base(contentType))) {
            throw Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE)
                    .withHeader("Accept", String.join(", ", new TreeSet<>(consumes))).refuse();
        }
        String accept = call.header("accept");
        String produced = call.route().produces();
        if (accept != null && !produced.isEmpty() && !MediaTypes.accepts(accept, produced)) {
            throw Problem.of(ProblemType.NOT_ACCEPTABLE, "There is only " + produced + ".").refuse();
        }
        return next.handle(call);
    }
}

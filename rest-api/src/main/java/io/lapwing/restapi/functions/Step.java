package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.http.ApiResponse;

import java.util.List;

/// Something that is done around every handler.
@FunctionalInterface
interface Step {
    /// Answers by itself, or calls `next`, once.
    ApiResponse around(Call call, Handler next);

    /// A handler that goes through `steps`, the first one outermost, and ends at the route's own handler.
    static Handler chain(List<Step> steps) {
        Handler chain = call -> call.route().handler().handle(call);
        for (Step step : steps.reversed()) {
            Handler inner = chain;
            chain = call -> step.around(call, inner);
        }
        return chain;
    }
}

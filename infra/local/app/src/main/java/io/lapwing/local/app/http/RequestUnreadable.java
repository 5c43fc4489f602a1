package io.lapwing.local.app.http;

import io.lapwing.sharedmodel.http.ServerProblem;

/// A request that does not get as far as the function `api`.
final class RequestUnreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private final ServerProblem problem;

    RequestUnreadable(ServerProblem problem) {
        super(problem.name());
        this.problem = problem;
    }

    ServerProblem problem() {
        return problem;
    }
}

package io.lapwing.restapi.domain;

/// Ends a request with a problem, from however deep in reading it: the one way for a refusal to leave a handler, caught
/// in one place, where every problem becomes a response.
public final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RequestRefused(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}

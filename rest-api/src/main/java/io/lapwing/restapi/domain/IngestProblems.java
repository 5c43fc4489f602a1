package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.telemetry.RefusalCode;

/// What an app or a device is told over HTTP when nothing of its message could be taken.
public final class IngestProblems {
    private IngestProblems() {}

    public static Problem of(RefusalCode code, String reason) {
        ProblemType type = switch (code) {
            case PAYLOAD_TOO_LARGE -> ProblemType.BODY_TOO_LARGE;
            case UNKNOWN_DEVICE -> ProblemType.NOT_FOUND;
            case RATE_LIMITED -> ProblemType.RATE_LIMITED;
            case FUNCTION_FAILED -> ProblemType.INGEST_FAILED;
            case PAYLOAD_MALFORMED, TOO_DEEP, TS_FUTURE, TS_UNIT, TS_RANGE, KEY_INVALID, VALUE_NOT_FINITE,
                    VALUE_OUT_OF_RANGE, UNKNOWN_CHILD, SHADOW_VERSION, SHADOW_TOO_LARGE, UNKNOWN_COMMAND ->
                ProblemType.TELEMETRY_REFUSED;
        };
        Problem problem = Problem.of(type, reason).withCode(code.name());
        return code == RefusalCode.RATE_LIMITED ? problem.withHeader("Retry-After", "1") : problem;
    }
}

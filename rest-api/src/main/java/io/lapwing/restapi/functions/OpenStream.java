package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.domain.StreamFilter;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.live.LivePosition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The function `openStream`: a request for live updates in, and whether it may have them out. It takes the very steps
/// that the function [ApiFunction] takes, up to its handler; what comes after that only a process that lives can do.
/// Thread-safe.
public final class OpenStream {
    static final String OPERATION = "stream.open";
    static final String EVENT_STREAM = "text/event-stream";
    private static final String LAST_EVENT_ID = "lastEventId";

    private final ApiFunction api;

    public OpenStream(ApiFunction api) {
        this.api = api;
    }

    public sealed interface Outcome {
        /// There is an answer already: a refusal, or that to HEAD or OPTIONS.
        record Answered(ApiResponse answer) implements Outcome {}

        /// @param head with which the answer begins
        record Opened(Wanted wanted, ApiResponse head) implements Outcome {}
    }

    /// What a client wants to hear of.
    ///
    /// @param expiresAt when his token does
    /// @param seen what he has seen already
    public record Wanted(TenantId tenant, StreamFilter filter, Seen seen, Instant expiresAt) {}

    public sealed interface Seen {
        /// He begins.
        record Nothing() implements Seen {}

        record UpTo(LivePosition position) implements Seen {}

        /// What he names is nothing that was ever given out here.
        record Unknown() implements Seen {}
    }

    /// @param door takes a client in who may come in, or says that there is no room
    public Outcome apply(ApiRequest request, Predicate<Wanted> door) {
        List<Wanted> wanted = new ArrayList<>(1);
        ApiResponse answer = api.apply(request, route -> route.operation().equals(OPERATION)
                ? route.handledBy(call -> open(call, door, wanted))
                : route);
        return wanted.isEmpty() ? new Outcome.Answered(answer) : new Outcome.Opened(wanted.getFirst(), answer);
    }

    private static ApiResponse open(Call call, Predicate<Wanted> door, List<Wanted> opened) {
        Wanted wanted = new Wanted(call.tenant(), StreamFilter.of(call.query()), seen(call),
                Authentication.expiry(call));
        if (!call.request().method().equals("HEAD")) {
            if (!door.test(wanted)) {
                throw Problem.of(ProblemType.TOO_MANY_CLIENTS).withHeader("Retry-After", "5").refuse();
            }
            opened.add(wanted);
        }
        return new ApiResponse(200, Map.of(Replies.CONTENT_TYPE, EVENT_STREAM), new byte[0]);
    }

    private static Seen seen(Call call) {
        String id = Optional.ofNullable(call.header("last-event-id"))
                .orElseGet(() -> call.query().text(LAST_EVENT_ID).orElse(""));
        return id.isEmpty() ? new Seen.Nothing()
                : LivePosition.parse(id).<Seen>map(Seen.UpTo::new).orElseGet(Seen.Unknown::new);
    }

    /// Where no process lives, there is no stream: neither could the answer go on, nor would anybody be there to see
    /// what happens.
    static ApiResponse nowhere(Call call) {
        StreamFilter.of(call.query());
        throw Problem.of(ProblemType.NO_STREAM_HERE,
                "No process lives here that could keep the answer open; here apps listen by MQTT over WebSocket,"
                        + " with a token from POST /v1/stream-tokens.")
                .refuse();
    }
}

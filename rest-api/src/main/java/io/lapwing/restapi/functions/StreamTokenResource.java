package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.domain.StreamFilter;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.live.StreamTicket;
import io.lapwing.sharedmodel.live.StreamWish;
import io.lapwing.sharedmodel.port.StreamTickets;
import io.lapwing.sharedmodel.port.StreamTickets.Issue;

import java.time.Instant;
import java.util.List;

/// `/v1/stream-tokens`: what apps listen with where there is no `/v1/stream`.
record StreamTokenResource(StreamTickets tickets) {
    private record Token(String url, String clientId, List<String> topics, Instant expiresAt) {}

    ApiResponse create(Call call) {
        StreamFilter filter = StreamFilter.ofBody(call.body());
        return switch (tickets.issue(new StreamWish(call.tenant(), filter.devices(), filter.kinds()))) {
            case Issue.Issued(StreamTicket ticket) -> Replies.json(201,
                    new Token(ticket.url().toString(), ticket.clientId(), ticket.topics(), ticket.expiresAt()));
            case Issue.TooMany() -> throw Problem.of(ProblemType.TOO_MANY_TOPICS,
                    "Name fewer devices or kinds, or leave devices out and pick from what all of them do.").refuse();
            case Issue.Elsewhere() -> throw Problem.of(ProblemType.NO_STREAM_TOKENS_HERE,
                    "Apps listen to GET /v1/stream here, with the token that they have.").refuse();
        };
    }
}

package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.ChatFields;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.sharedmodel.chat.ChatLink;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.port.ChatLinks;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// `/v1/me/chat-links`: makes an account on a chat platform the caller's, who was given a code there.
record ChatLinkResource(ChatLinks links, InstantSource clock) {
    private record Linked(String channel, String workspace, String account, Instant linkedAt) {}

    ApiResponse create(Call call) {
        LinkCode code = ChatFields.readCode(call.body());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // Unknown, redeemed or too old: who guesses learns nothing from being wrong.
        ChatLink link = links.redeem(code, call.tenant(), new UserId(call.user().subject()), now)
                .orElseThrow(() -> Problem.of(ProblemType.LINK_CODE_INVALID,
                        "A code holds for a few minutes, and once. Ask the bot for another one.").refuse());
        return Replies.json(201, new Linked(link.account().channel().text(), link.account().workspace(),
                link.account().id(), link.linkedAt()));
    }
}

package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Speaker;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.port.ChatLinks;
import io.lapwing.sharedmodel.port.MemberStore;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Whose an account is: `link`, `unlink`, and who speaks.
record AccountActs(ChatLinks links, MemberStore members, RandomGenerator random) {
    static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final int HALF = 4;

    /// Who has this account, as he is now. A link of somebody who was removed ends here at the latest.
    Speaker speaker(ChatAccount account) {
        return links.find(account).flatMap(link -> {
            Optional<Member> member = members.find(link.tenant(), link.user());
            if (member.isEmpty()) {
                links.end(account);
            }
            return member;
        }).<Speaker>map(member -> new Speaker.Known(account, member)).orElseGet(() -> new Speaker.Stranger(account));
    }

    /// Gives somebody a code, where nobody else reads it.
    String link(ChatInput input, Speaker speaker, Say say) {
        if (input.from().channel() == Channel.WEB) {
            return say.text("link.web");
        }
        if (!input.isPrivate()) {
            return say.text("link.private");
        }
        String code = offer(input.from(), say.now());
        return switch (speaker) {
            case Speaker.Stranger _ -> say.text("link.code", code);
            case Speaker.Known(_, Member member) -> say.text("link.known", member.name(), member.tenant(), code);
        };
    }

    private String offer(ChatAccount account, Instant now) {
        LinkCode code = LinkCode.draw(random);
        links.offer(code, account, now.plus(CODE_LIFE));
        return code.value().substring(0, HALF) + "-" + code.value().substring(HALF);
    }

    String unlink(ChatInput input, Say say) {
        return say.text(links.end(input.from()) ? "unlink.done" : "unlink.none");
    }
}

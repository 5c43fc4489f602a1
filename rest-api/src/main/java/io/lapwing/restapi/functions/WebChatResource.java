package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Caller;
import io.lapwing.restapi.domain.ChatFields;
import io.lapwing.restapi.domain.ChatFields.Saying;
import io.lapwing.restapi.domain.Languages;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.domain.WebIds;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.WebChat;
import io.lapwing.sharedmodel.chat.WebSaying;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.work.WorkId;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/// `/chat/web`: the console's own chat.
///
/// @param chat null where no chatbot runs with this function
record WebChatResource(@Nullable WebChat chat, InstantSource clock, RandomGenerator random) {
    private static final int DRAWN_BYTES = 16;

    ApiResponse say(Call call) {
        Saying saying = ChatFields.readSaying(call.body());
        if (chat == null) {
            throw Problem.of(ProblemType.NO_CHAT_HERE, "No chatbot runs here that could answer at once.").refuse();
        }
        Caller.User user = call.user();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // His token speaks for him here, and not what is stored of him.
        Member speaker = Member.firstSeen(user.tenant(), new UserId(user.subject()), user.name(), user.roles(), now);
        ChatAccount account = WebIds.account(user);
        ChatInput input = new ChatInput(id(call), account, WebIds.place(account, saying.conversationId()), true,
                saying.act(), Languages.first(call.header("accept-language")).orElse(null), now);
        return Replies.json(200, Map.of("replies",
                List.of(WebReply.of(chat.say(new WebSaying(speaker, input, call.trace()))))));
    }

    private WorkId id(Call call) {
        String key = call.header(Idempotency.KEY_HEADER);
        if (key != null) {
            return WebIds.inputWithKey(call.user(), key);
        }
        byte[] drawn = new byte[DRAWN_BYTES];
        random.nextBytes(drawn);
        return WebIds.inputWithoutKey(call.user(), HexFormat.of().formatHex(drawn));
    }
}

package io.lapwing.chatbot.functions;

import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkOutcome;

import java.time.Duration;
import java.util.function.Function;

/// The function `postChat`: a message that its platform did not want at first. Thread-safe.
public final class PostChat implements Function<WorkItem, WorkOutcome> {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Claims claims;
    private final Posting posting;

    PostChat(Claims claims, Posting posting) {
        this.claims = claims;
        this.posting = posting;
    }

    @Override
    public WorkOutcome apply(WorkItem item) {
        Posting.Try which = PostJson.which(item);
        claims.once("chat.post", item.id() + "#" + which.number(), LEASE, () -> {
            posting.post(PostJson.read(item), which);
            return true;
        });
        return new WorkOutcome.Done();
    }
}

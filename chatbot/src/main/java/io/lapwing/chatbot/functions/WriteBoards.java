package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Board;
import io.lapwing.chatbot.domain.Board.Notice;
import io.lapwing.chatbot.domain.Speaker;
import io.lapwing.chatbot.functions.Claims.Attempt;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.chat.Subscription;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.port.SubscriptionStore;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkOutcome;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// The function `writeBoards`: what is on a place's board and was not told there yet is written, a new notice as a message
/// and a changed one in place of what it was. One at a time does that for a place. A notice can be written twice after a
/// crash. Thread-safe.
public final class WriteBoards implements Function<WorkItem, WorkOutcome> {
    private static final System.Logger LOG = System.getLogger(WriteBoards.class.getName());
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int MAX_ATTEMPTS = 20;
    /// Stands for the message that a platform did not want.
    private static final MessageRef REFUSED = new MessageRef("refused");

    private final SubscriptionStore subscriptions;
    private final Claims claims;
    private final AccountActs accounts;
    private final Posting posting;
    private final NoticeWords words;

    WriteBoards(SubscriptionStore subscriptions, Claims claims, AccountActs accounts, Posting posting,
            NoticeWords words) {
        this.subscriptions = subscriptions;
        this.claims = claims;
        this.accounts = accounts;
        this.posting = posting;
        this.words = words;
    }

    @Override
    public WorkOutcome apply(WorkItem item) {
        BoardWork work = BoardWork.read(item);
        return switch (claims.alone("chat.board", work.tenant() + " " + work.place(), LEASE,
                () -> write(work, item.trace()))) {
            case Attempt.Now<WorkOutcome>(WorkOutcome outcome) -> outcome;
            case Attempt.Elsewhere<WorkOutcome> _,Attempt.Before<WorkOutcome> _ ->
                new WorkOutcome.Again(Duration.ofSeconds(1), "somebody else is writing there");
        };
    }

    private WorkOutcome write(BoardWork work, @Nullable TraceParent trace) {
        Optional<Subscription> found = subscriptions.find(work.tenant(), work.place());
        if (found.isEmpty()) {
            return new WorkOutcome.Done();
        }
        Subscription subscription = found.get();
        if (!mayStillSee(subscription)) {
            subscriptions.remove(subscription.tenant(), subscription.place());
            return new WorkOutcome.Done();
        }
        for (Notice notice : BoardJson.read(subscription.board()).stale()) {
            Sent sent = posting.send(new Posting.Post("notice:" + notice.begunAt().toEpochMilli(),
                    subscription.place(), notice.message(), words.message(subscription, notice), trace));
            switch (sent) {
                case Sent.Done(MessageRef message) -> told(subscription, notice, message);
                case Sent.Refused(String reason) -> {
                    LOG.log(System.Logger.Level.WARNING, "{0} refused a notice: {1}", subscription.place(), reason);
                    told(subscription, notice, notice.message() == null ? REFUSED : notice.message());
                }
                case Sent.TryLater(Duration after, String reason) -> {
                    return new WorkOutcome.Again(after, reason);
                }
            }
        }
        return new WorkOutcome.Done();
    }

    /// What is told in a place ends with what its subscriber may see.
    private boolean mayStillSee(Subscription subscription) {
        return accounts.speaker(subscription.subscriber()) instanceof Speaker.Known known
                && known.tenant().equals(subscription.tenant()) && known.may(Role.VIEWER);
    }

    private void told(Subscription first, Notice notice, MessageRef message) {
        Optional<Subscription> place = Optional.of(first);
        for (int attempt = 0; attempt < MAX_ATTEMPTS && place.isPresent(); attempt++) {
            Board board = BoardJson.read(place.get().board()).told(notice, message);
            if (subscriptions.save(place.get().showing(BoardJson.write(board))) == SubscriptionStore.Written.DONE) {
                return;
            }
            place = subscriptions.find(first.tenant(), first.place());
        }
    }
}

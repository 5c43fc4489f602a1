package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.port.ChatSender;
import io.lapwing.sharedmodel.port.WorkQueue;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Gives messages to their platforms. One that a platform does not want yet waits in the queue for as long as it says;
/// until then nothing else is sent to that place either. Thread-safe.
final class Posting {
    private static final System.Logger LOG = System.getLogger(Posting.class.getName());

    /// For how long a message is tried.
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int MAX_QUIET = 10_000;

    private final ChatChannels channels;
    private final WorkQueue queue;
    private final InstantSource clock;
    /// The places that want to be left alone, until when.
    private final Map<ChatPlace, Instant> quiet = new LinkedHashMap<>();

    /// A message on its way.
    ///
    /// @param id what it answers or tells of, unique among messages
    /// @param replaced the message that it takes the place of
    record Post(String id, ChatPlace place, @Nullable MessageRef replaced, ChatMessage message,
            @Nullable TraceParent trace) {}

    Posting(ChatChannels channels, WorkQueue queue, InstantSource clock) {
        this.channels = channels;
        this.queue = queue;
        this.clock = clock;
    }

    /// Gives a message to its platform, now or later.
    void post(Post post) {
        post(post, new Try(clock.instant(), 1));
    }

    /// @param since when it was tried first
    /// @param number counts from 1
    record Try(Instant since, int number) {}

    void post(Post post, Try which) {
        switch (send(post)) {
            case Sent.Done _ -> {}
            case Sent.Refused(String reason) ->
                LOG.log(System.Logger.Level.WARNING, "{0} refused a message: {1}", post.place(), reason);
            case Sent.TryLater(Duration after, String reason) -> later(post, which, after, reason);
        }
    }

    /// Gives a message to its platform, unless the place wants to be left alone.
    Sent send(Post post) {
        ChatSender sender = channels.senders().get(post.place().channel());
        if (sender == null) {
            return channels.elsewhere() ? new Sent.TryLater(Duration.ZERO, "another process says it")
                    : new Sent.Refused("the channel is not configured");
        }
        Instant now = clock.instant();
        Duration rest = rest(post.place(), now);
        if (rest.isPositive()) {
            return new Sent.TryLater(rest, "the platform wants to be left alone");
        }
        Sent sent = HttpCaller.within(post.trace(), () -> give(sender, post));
        if (sent instanceof Sent.TryLater(Duration after, _)) {
            leaveAlone(post.place(), now.plus(after));
        }
        return sent;
    }

    private static Sent give(ChatSender sender, Post post) {
        return post.replaced() == null ? sender.post(post.place(), post.message())
                : sender.replace(post.place(), post.replaced(), post.message());
    }

    private void later(Post post, Try which, Duration after, String reason) {
        if (Duration.between(which.since(), clock.instant()).compareTo(LIFE) > 0) {
            LOG.log(System.Logger.Level.WARNING, "a message to {0} was given up: {1}", post.place(), reason);
            return;
        }
        Duration delay = Duration
                .ofSeconds(Math.min(after.plusMillis(999).toSeconds(), WorkItem.MAX_DELAY.toSeconds()));
        Try next = new Try(which.since(), which.number() + 1);
        queue.send(List.of(WorkItem.of(ChatQueues.POSTS, new WorkId(post.id()), PostJson.write(post, next),
                post.trace()).delayedBy(delay)));
    }

    private Duration rest(ChatPlace place, Instant now) {
        synchronized (quiet) {
            Instant until = quiet.get(bare(place));
            return until == null ? Duration.ZERO : Duration.between(now, until);
        }
    }

    private void leaveAlone(ChatPlace place, Instant until) {
        synchronized (quiet) {
            quiet.remove(bare(place));
            quiet.put(bare(place), until);
            if (quiet.size() > MAX_QUIET) {
                quiet.remove(quiet.keySet().iterator().next());
            }
        }
    }

    private static ChatPlace bare(ChatPlace place) {
        return new ChatPlace(place.channel(), place.workspace(), place.id(), null, null);
    }
}

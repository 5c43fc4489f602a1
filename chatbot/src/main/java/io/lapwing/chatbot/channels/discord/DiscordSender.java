package io.lapwing.chatbot.channels.discord;

import io.lapwing.chatbot.channels.Deadline;
import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.HttpOutcome;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.port.ChatSender;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Writes to Discord: as the answer of an interaction while that lives, which needs no permission, and else to the channel
/// as a bot.
public final class DiscordSender implements ChatSender {
    public static final URI API = URI.create("https://discord.com/api/v10/");

    private static final String ORIGINAL = "@original";

    private final DiscordApi api;
    private final @Nullable String botToken;
    private final InstantSource clock;

    /// @param api where the API is: [#API], or a server that stands in for it
    /// @param botToken null where there is none: then only interactions are answered
    public DiscordSender(HttpCaller http, URI api, @Nullable String botToken, InstantSource clock) {
        this.api = new DiscordApi(http, api);
        this.botToken = botToken;
        this.clock = clock;
    }

    @Override
    public Sent post(ChatPlace place, ChatMessage message) {
        return send(place, null, message);
    }

    @Override
    public Sent replace(ChatPlace place, MessageRef replaced, ChatMessage message) {
        return send(place, Snowflake.is(replaced.value()) ? replaced : null, message);
    }

    /// Where one message goes, and until when.
    private record Target(ChatPlace place, @Nullable InteractionAnswer answer, Deadline deadline) {}

    private Sent send(ChatPlace place, @Nullable MessageRef replaced, ChatMessage message) {
        InteractionAnswer answer = InteractionAnswer.parse(place.answer())
                .filter(given -> given.isAlive(clock.instant())).orElse(null);
        Target target = new Target(place, answer, api.deadline());
        List<DiscordMessages.Part> parts = DiscordMessages.parts(message);
        Sent sent = replaced == null ? postFirst(target, parts.getFirst())
                : update(target, replaced.value(), parts.getFirst());
        for (DiscordMessages.Part part : parts.subList(1, parts.size())) {
            if (!(sent instanceof Sent.Done)) {
                return sent;
            }
            sent = write("POST", "", target, part);
        }
        return sent;
    }

    /// In the place of the sign that something is awaited, as long as that is there.
    private Sent postFirst(Target target, DiscordMessages.Part part) {
        InteractionAnswer answer = target.answer();
        if (answer == null || !answer.isAwaited()) {
            return write("POST", "", target, part);
        }
        return switch (api.look(answer.path() + "/messages/" + ORIGINAL, target.deadline())) {
            case HttpOutcome.Answered answered when DiscordApi.isAwaited(answered) -> update(target, ORIGINAL, part);
            case HttpOutcome.Answered _,HttpOutcome.Refused _ -> write("POST", "", target, part);
            case HttpOutcome.Busy busy -> DiscordApi.leaveAlone(busy);
            case HttpOutcome.Lost lost -> lost.toSent();
        };
    }

    /// What cannot be changed, since it is gone or somebody else's, is said anew.
    private Sent update(Target target, String message, DiscordMessages.Part part) {
        Sent sent = write("PATCH", message, target, part);
        return sent instanceof Sent.Refused ? write("POST", "", target, part) : sent;
    }

    /// @param message which one is changed; empty for a new one
    private Sent write(String method, String message, Target target, DiscordMessages.Part part) {
        Optional<DiscordApi.Answer> first = byInteraction(method, message, target, part);
        if (first.isPresent() && !(first.get() instanceof DiscordApi.Answer.Refused)) {
            return sent(first.get());
        }
        Optional<DiscordApi.Answer> second = message.equals(ORIGINAL) ? Optional.empty()
                : byBot(method, message, target, part);
        return second.or(() -> first).map(DiscordSender::sent)
                .orElseGet(() -> new Sent.Refused("without a bot's token, only interactions are answered"));
    }

    private Optional<DiscordApi.Answer> byInteraction(String method, String message, Target target,
            DiscordMessages.Part part) {
        InteractionAnswer answer = target.answer();
        return answer == null ? Optional.empty()
                : Optional.of(api.write(method, path(answer.path(), message), null, part, target.deadline()));
    }

    private Optional<DiscordApi.Answer> byBot(String method, String message, Target target,
            DiscordMessages.Part part) {
        return botToken == null ? Optional.empty()
                : Optional.of(api.write(method, "channels/" + target.place().id() + "/messages"
                        + (message.isEmpty() ? "" : "/" + message), botToken, part, target.deadline()));
    }

    private static String path(String root, String message) {
        return message.isEmpty() ? root + "?wait=true" : root + "/messages/" + message;
    }

    private static Sent sent(DiscordApi.Answer answer) {
        return switch (answer) {
            case DiscordApi.Answer.Well(MessageRef message) -> new Sent.Done(message);
            case DiscordApi.Answer.Refused refused -> refused.toSent();
            case DiscordApi.Answer.Undone(Sent sent) -> sent;
        };
    }
}

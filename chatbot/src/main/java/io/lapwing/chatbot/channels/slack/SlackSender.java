package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.Deadline;
import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.port.ChatSender;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Writes to Slack. Where the bot is no member, who asked is answered alone, by the response URL of what he did.
public final class SlackSender implements ChatSender {
    public static final URI API = URI.create("https://slack.com/api/");

    private static final Set<String> NOT_A_MEMBER = Set.of("not_in_channel", "channel_not_found");
    private static final Set<String> NOT_TO_BE_CHANGED = Set.of("message_not_found", "cant_update_message",
            "edit_window_closed");

    private final SlackApi api;
    private final SlackPictures pictures;
    private final SlackResponses responses;

    /// @param api where the Web API is: [#API], or a server that stands in for it
    /// @param botToken begins with `xoxb-`
    public SlackSender(HttpCaller http, URI api, String botToken) {
        this.api = new SlackApi(http, api, botToken);
        this.pictures = new SlackPictures(this.api);
        this.responses = new SlackResponses(http);
    }

    @Override
    public Sent post(ChatPlace place, ChatMessage message) {
        return send(place, null, message);
    }

    @Override
    public Sent replace(ChatPlace place, MessageRef replaced, ChatMessage message) {
        return send(place, SlackMessage.parse(replaced).orElse(null), message);
    }

    private Sent send(ChatPlace place, @Nullable SlackMessage replaced, ChatMessage message) {
        Deadline deadline = api.deadline();
        ChatMessage shown = message;
        ChatImage image = message.image();
        if (image != null) {
            Optional<Sent> failed = pictures.share(place, image, deadline);
            if (failed.isPresent() && !(failed.get() instanceof Sent.Refused)) {
                return failed.get();
            }
            shown = failed.isPresent() ? message.described() : message;
        }
        return sendParts(new Target(place, deadline), replaced, SlackBlocks.parts(shown));
    }

    /// Where one message goes, and until when.
    private record Target(ChatPlace place, Deadline deadline) {}

    private Sent sendParts(Target target, @Nullable SlackMessage replaced, List<SlackBlocks.Part> parts) {
        Sent sent = replaced == null ? post(target, parts.getFirst()) : update(target, replaced, parts.getFirst());
        for (SlackBlocks.Part part : parts.subList(1, parts.size())) {
            if (!(sent instanceof Sent.Done)) {
                return sent;
            }
            sent = post(target, part);
        }
        return sent;
    }

    private Sent post(Target target, SlackBlocks.Part part) {
        ChatPlace place = target.place();
        Map<String, Object> arguments = arguments(place.id(), part);
        if (place.thread() != null) {
            arguments.put("thread_ts", place.thread());
        }
        arguments.put("unfurl_links", false);
        arguments.put("unfurl_media", false);
        return switch (api.json("chat.postMessage", arguments, target.deadline())) {
            case SlackApi.Answer.Well(Payload fields) -> done(fields);
            case SlackApi.Answer.Refused refused -> NOT_A_MEMBER.contains(refused.error()) && place.answer() != null
                    ? responses.post(place.answer(), part, target.deadline())
                    : refused.toSent();
            case SlackApi.Answer.Undone(Sent sent) -> sent;
        };
    }

    private Sent update(Target target, SlackMessage replaced, SlackBlocks.Part part) {
        String answer = target.place().answer();
        if (replaced.isEphemeral()) {
            return answer == null ? post(target, part) : responses.replace(answer, part, target.deadline());
        }
        Map<String, Object> arguments = arguments(replaced.channel(), part);
        arguments.put("ts", replaced.ts());
        return switch (api.json("chat.update", arguments, target.deadline())) {
            case SlackApi.Answer.Well(Payload fields) -> done(fields);
            case SlackApi.Answer.Refused refused -> NOT_TO_BE_CHANGED.contains(refused.error())
                    || NOT_A_MEMBER.contains(refused.error()) ? post(target, part) : refused.toSent();
            case SlackApi.Answer.Undone(Sent sent) -> sent;
        };
    }

    private static Map<String, Object> arguments(String channel, SlackBlocks.Part part) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("channel", channel);
        arguments.put("text", part.text());
        arguments.put("blocks", part.blocks());
        arguments.put("parse", "none");
        arguments.put("link_names", false);
        return arguments;
    }

    private static Sent done(Payload fields) {
        try {
            return new Sent.Done(SlackMessage.of(fields.at("channel").text(), fields.at("ts").text()));
        } catch (MalformedPayload | IllegalArgumentException _) {
            return SlackApi.notUnderstood();
        }
    }
}

package io.lapwing.aws.chatbot;

import io.lapwing.aws.adapters.SecretReader;
import io.lapwing.chatbot.ChannelSettings;
import io.lapwing.chatbot.channels.Webhook;
import io.lapwing.chatbot.functions.ChatChannels;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.port.ChatFiles;
import io.lapwing.sharedmodel.port.ChatSender;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// The channels that an installation chats on, whose secrets are kept in Secrets Manager, one for each platform: each is
/// read by the first message that needs it, and one that is missing or wrong harms no other platform.
///
/// A platform without such a secret may have its variables in the environment, as where there is no Secrets Manager.
record KeptChannels(ChatEnvironment environment, SecretReader secrets, InstantSource clock) {

    /// When the secret is looked for again that a message could not be sent without.
    private static final Duration LATER = Duration.ofSeconds(10);

    Map<Channel, Webhook> webhooks() {
        Map<Channel, Webhook> webhooks = new EnumMap<>(Channel.class);
        webhooks.putAll(ChannelSettings.from(environment.variables()).webhooks(clock));
        environment.secrets().keySet().forEach(channel -> {
            Supplier<Webhook> kept = kept(channel, (settings, time) -> settings.webhooks(time).get(channel));
            webhooks.put(channel, (request, path, now) -> kept.get().receive(request, path, now));
        });
        return webhooks;
    }

    /// For functions that are asked nothing.
    ChatChannels senders() {
        Map<Channel, ChatSender> senders = new EnumMap<>(Channel.class);
        senders.putAll(ChannelSettings.from(environment.variables()).channels(clock).senders());
        environment.secrets().keySet().forEach(channel -> senders.put(channel, new KeptSender(
                kept(channel, (settings, time) -> settings.channels(time).senders().get(channel)))));
        return new ChatChannels(Map.of(), senders, files());
    }

    private Map<Channel, ChatFiles> files() {
        Map<Channel, ChatFiles> files = new EnumMap<>(Channel.class);
        files.putAll(ChannelSettings.from(environment.variables()).channels(clock).files());
        environment.secrets().keySet().forEach(channel -> {
            Supplier<ChatFiles> kept = kept(channel, (settings, time) -> settings.channels(time).files().get(channel));
            files.put(channel, (place, file) -> find(kept, place, file));
        });
        return files;
    }

    /// A file whose platform's secret cannot be read waits.
    private static ChatFiles.Found find(Supplier<ChatFiles> platform, ChatPlace place, SharedFile file) {
        ChatFiles known;
        try {
            known = platform.get();
        } catch (StoreUnavailable e) {
            return new ChatFiles.Found.TryLater(LATER, String.valueOf(e.getMessage()));
        }
        return known.find(place, file);
    }

    private <T> Supplier<T> kept(Channel channel, BiFunction<ChannelSettings, InstantSource, T> part) {
        return new KeptSecret<>(secrets, environment.secrets().getOrDefault(channel, ""), text -> {
            Map<String, String> variables = new HashMap<>(environment.variables());
            variables.putAll(SecretVariables.read(channel.text(), text));
            return Optional.ofNullable(part.apply(ChannelSettings.from(variables), clock))
                    .orElseThrow(() -> new IllegalStateException(
                            "the secret of " + channel.text() + " has none of the platform's variables"));
        }, clock);
    }

    /// A message whose platform's secret cannot be read waits like one that the platform does not want.
    private record KeptSender(Supplier<ChatSender> sender) implements ChatSender {

        @Override
        public Sent post(ChatPlace place, ChatMessage message) {
            return send(known -> known.post(place, message));
        }

        @Override
        public Sent replace(ChatPlace place, MessageRef replaced, ChatMessage message) {
            return send(known -> known.replace(place, replaced, message));
        }

        private Sent send(Function<ChatSender, Sent> use) {
            ChatSender known;
            try {
                known = sender.get();
            } catch (StoreUnavailable e) {
                return new Sent.TryLater(LATER, String.valueOf(e.getMessage()));
            }
            return use.apply(known);
        }
    }
}

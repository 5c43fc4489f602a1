package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.Webhook;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.port.ChatSender;

import java.util.Map;

/// The platforms that an installation chats on: those that it has the secrets of.
///
/// @param webhooks how each tells what happened
/// @param senders how each is told
public record ChatChannels(Map<Channel, Webhook> webhooks, Map<Channel, ChatSender> senders) {
    public ChatChannels {
        webhooks = Map.copyOf(webhooks);
        senders = Map.copyOf(senders);
    }
}

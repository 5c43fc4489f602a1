package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.Webhook;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.port.ChatFiles;
import io.lapwing.sharedmodel.port.ChatSender;

import java.util.Map;

/// The platforms that an installation chats on: those that it has the secrets of.
///
/// @param webhooks how each tells what happened
/// @param senders how each is told
/// @param files how each gives out what people share there
/// @param elsewhere whether other processes can tell the platforms that are none of the senders': what is for those goes
/// into the queue
public record ChatChannels(Map<Channel, Webhook> webhooks, Map<Channel, ChatSender> senders,
        Map<Channel, ChatFiles> files, boolean elsewhere) {
    /// No platform at all.
    public static final ChatChannels NONE = new ChatChannels(Map.of(), Map.of(), Map.of());
    /// For a process that has the secrets of none.
    public static final ChatChannels ELSEWHERE = new ChatChannels(Map.of(), Map.of(), Map.of(), true);

    public ChatChannels {
        webhooks = Map.copyOf(webhooks);
        senders = Map.copyOf(senders);
        files = Map.copyOf(files);
    }

    public ChatChannels(Map<Channel, Webhook> webhooks, Map<Channel, ChatSender> senders,
            Map<Channel, ChatFiles> files) {
        this(webhooks, senders, files, false);
    }
}

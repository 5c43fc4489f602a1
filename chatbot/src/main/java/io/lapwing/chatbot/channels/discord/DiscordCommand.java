package io.lapwing.chatbot.channels.discord;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.Texts;
import io.lapwing.sharedmodel.chat.ChatAct;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads an application command as a sentence: its own name, unless it is one that only calls the bot, the names of its
/// sub-commands, and the options that were filled in, in their order.
final class DiscordCommand {
    /// Commands that one says something by, as in `/ask text: is pump-17 on?`.
    private static final Set<String> CALLS = Set.of("lapwing", "ask");

    private static final int SUB_COMMAND = 1;
    private static final int SUB_COMMAND_GROUP = 2;
    private static final int TEXT = 3;
    private static final int INTEGER = 4;
    private static final int ATTACHMENT = 11;
    private static final int MAX_OPTIONS = 25;
    private static final int MAX_NAME = 255;

    private final Payload data;
    private final List<String> words = new ArrayList<>();
    private final List<ChatAct.SharedFile> files = new ArrayList<>();

    private DiscordCommand(Payload data) {
        this.data = data;
    }

    static ChatAct read(Payload data) {
        DiscordCommand command = new DiscordCommand(data);
        String name = data.at("name").text();
        if (!CALLS.contains(name)) {
            command.words.add(name);
        }
        command.readOptions(data);
        String text = Texts.said(String.join(" ", command.words));
        return command.files.isEmpty() ? new ChatAct.Said(text) : new ChatAct.Shared(text, command.files);
    }

    private void readOptions(Payload parent) {
        for (Payload option : parent.at("options").items().stream().limit(MAX_OPTIONS).toList()) {
            switch ((int) option.at("type").integer()) {
                case SUB_COMMAND, SUB_COMMAND_GROUP -> {
                    words.add(option.at("name").text());
                    readOptions(option);
                }
                case TEXT -> words.add(option.at("value").text());
                case INTEGER -> words.add(Long.toString(option.at("value").integer()));
                case ATTACHMENT -> files.add(file(option.at("value").text()));
                default -> {
                    // People, roles and channels are none of the bot's concern.
                }
            }
        }
    }

    /// Discord gives files out for their address alone.
    private ChatAct.SharedFile file(String id) {
        Payload file = data.at("resolved", "attachments", id);
        return new ChatAct.SharedFile(file.at("url").text(),
                Texts.shortened(Texts.said(file.at("filename").text()), MAX_NAME),
                file.at("content_type").optionalText().orElse(null), file.at("size").optionalInteger().orElse(-1L));
    }
}

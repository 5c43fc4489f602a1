package io.lapwing.chatbot.domain;

import io.lapwing.sharedmodel.chat.ChatNews;
import io.lapwing.sharedmodel.chat.ConversationKey;
import io.lapwing.sharedmodel.command.CommandId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The ids of commands that are confirmed in chats: a digest of the conversation and the question, so that one question
/// cannot lead to two commands.
public final class ChatCommandIds {
    private static final int BYTES = 16;

    private ChatCommandIds() {}

    public static CommandId of(ConversationKey conversation, Question question) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of("chat", conversation.toString(), question.id(),
                    Long.toString(question.askedAt().toEpochMilli()))) {
                digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
            }
            return new CommandId(ChatNews.COMMAND_PREFIX + HexFormat.of().formatHex(digest.digest(), 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

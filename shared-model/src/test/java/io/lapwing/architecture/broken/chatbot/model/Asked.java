package io.lapwing.architecture.broken.chatbot.model;

import dev.langchain4j.model.chat.ChatModel;

/// Keeps to the rules.
public record Asked(ChatModel model) {}
